import { Empty } from "@/components/ui/empty";
import { formatNumber } from "@/components/ui/figure";
import { Panel } from "@/components/ui/panel";
import { Progress } from "@/components/ui/progress";
import { properName } from "@/lib/kernel/words";

/** Who plays now, brand by brand. */
export function BrandPlayers({ brands }: { brands: readonly { brand: string; players: number }[] }) {
  const most = Math.max(1, ...brands.map(({ players }) => players));
  return (
    <Panel title="Playing now" note="last 5 min, by brand">
      {brands.length === 0 ? (
        <Empty kind="nothing-yet" title="Nobody plays">
          No round or transaction in the last 5 min.
        </Empty>
      ) : (
        <ul className="grid gap-[8px] p-[12px]">
          {brands.map(({ brand, players }) => (
            <li key={brand} className="grid grid-cols-[128px_1fr_56px] items-center gap-[12px]">
              <span>{properName(brand)}</span>
              <Progress percent={(players / most) * 100} label={`${properName(brand)}: ${players}`} />
              <span className="text-right font-medium">{formatNumber(players)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
