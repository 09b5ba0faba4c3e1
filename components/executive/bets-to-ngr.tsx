import { formatMoney } from "@/components/ui/figure";
import { KeyValues } from "@/components/ui/key-values";
import { Panel } from "@/components/ui/panel";
import type { ExecutiveDashboard } from "@/lib/dashboards/schema";
import { formatMoneyList } from "./left-out";

/** From what was staked to what is left, a line a step. */
export function BetsToNgr({ financial }: { financial: ExecutiveDashboard["financial"] }) {
  const { currency, bets, payouts, ggr, ngr, gross_revenue, net_revenue, left_out = [] } = financial;
  const sign = (value: number) => formatMoney(value.toFixed(8), currency);
  return (
    <Panel
      title="From bets to NGR"
      note={`today, in ${currency}`}
      foot={left_out.length === 0 ? undefined : `Left out, no rate of the day: ${formatMoneyList(left_out)}`}
    >
      <div className="p-[12px]">
        <KeyValues
          size="large"
          entries={[
            { name: "Bets", value: sign(bets) },
            { name: "Payouts", value: sign(-payouts) },
            { name: "GGR", value: sign(ggr), kind: "total" },
            { name: "Bonuses credited", value: sign(ngr - ggr) },
            { name: "NGR", value: sign(ngr), kind: "total" },
            { name: "Gross revenue", aid: "deposits − withdrawals", value: sign(gross_revenue) },
            { name: "Net revenue", aid: "gross revenue − payouts", value: sign(net_revenue) },
          ]}
        />
      </div>
    </Panel>
  );
}
