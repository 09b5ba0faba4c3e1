import { formatMoney } from "@/components/ui/figure";
import { Panel } from "@/components/ui/panel";
import { properName } from "@/lib/kernel/words";

interface BrandBarsProps {
  currency: string;
  brands: readonly { brand: string; ggr: number }[];
}

/** GGR of each brand, its bar against the largest. */
export function BrandBars({ currency, brands }: BrandBarsProps) {
  const largest = Math.max(1, ...brands.map(({ ggr }) => Math.abs(ggr)));
  return (
    <Panel title="Brands by GGR" note="today">
      <ul className="rows">
        {brands.map(({ brand, ggr }) => (
          <li key={brand} className="px-[12px] py-[8px]">
            <div className="flex items-baseline justify-between gap-[12px]">
              <span className="font-medium">{properName(brand)}</span>
              <span className="text-figure">{formatMoney(ggr.toFixed(8), currency)}</span>
            </div>
            <div className="mt-[6px] h-[4px] bg-surface-3">
              <div className="h-full bg-money" style={{ width: `${(Math.max(ggr, 0) / largest) * 100}%` }} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
