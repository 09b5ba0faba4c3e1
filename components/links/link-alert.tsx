import { Badge } from "@/components/ui/badge";
import { formatMoney } from "@/components/ui/figure";
import { KeyValues } from "@/components/ui/key-values";
import { statusOfSeverity } from "@/components/ui/status";
import { Age, Time } from "@/components/ui/time";
import type { Alert } from "@/lib/alerts/schema";
import { properName } from "@/lib/kernel/words";
import { factOf, titleOf } from "@/lib/notifications/compose/facts";
import { describeValue } from "@/lib/rules/describe";

/** What somebody needs to know to decide whether to take an alert on. */
export function LinkAlert({ alert }: { alert: Alert }) {
  const { severity, value, threshold, metric, brand, triggeredAt, money, status } = alert;
  const isOpen = status !== "resolved";
  return (
    <section aria-label="The alert" className="grid gap-[12px]">
      <div className="grid gap-[8px]">
        <div>
          <Badge status={statusOfSeverity(severity)} />
        </div>
        <h2 className="text-16 [overflow-wrap:anywhere]">{titleOf(alert)}</h2>
        <p className="text-text-2 [overflow-wrap:anywhere]">{factOf(alert)}</p>
      </div>
      <KeyValues
        entries={[
          ...(value === null ? [] : [{ name: "Value", value: describeValue(value, metric, threshold) }]),
          ...(brand === null ? [] : [{ name: "Brand", value: properName(brand) }]),
          {
            name: "Since",
            value: (
              <>
                <Time at={triggeredAt} show="moment" />
                {isOpen && (
                  <>
                    , <Age at={triggeredAt} /> ago
                  </>
                )}
              </>
            ),
          },
          ...(money === null
            ? []
            : [
                {
                  name: "Money at risk",
                  value: <b className="text-figure">{formatMoney(money.total, money.currency)}</b>,
                },
              ]),
        ]}
      />
    </section>
  );
}
