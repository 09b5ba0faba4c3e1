import { Empty } from "@/components/ui/empty";
import { formatMoney, formatNumber, formatQuantity } from "@/components/ui/figure";
import { Panel } from "@/components/ui/panel";
import { Progress } from "@/components/ui/progress";
import { StatusIcon } from "@/components/ui/status-icon";
import { type Column, Table } from "@/components/ui/table";
import type { PaymentRoute } from "@/lib/dashboards/payment-routes";
import { assessProvider } from "@/lib/health/assess-service";
import { asSentence, inWords, properName } from "@/lib/kernel/words";

interface PaymentRoutesProps {
  currency: string;
  routes: readonly PaymentRoute[];
}

/** Each way money takes, the worst first. */
export function PaymentRoutesPanel({ currency, routes }: PaymentRoutesProps) {
  return (
    <Panel title="Payments by provider and method" note="last hour, worst first">
      {routes.length === 0 ? (
        <Empty kind="nothing-yet" title="No payment in the last hour">
          The first deposit or withdrawal appears here.
        </Empty>
      ) : (
        <Table
          caption="Payments by provider and method"
          columns={columnsOf(currency)}
          rows={routes}
          keyOf={({ provider, method, direction }) => `${provider} ${method} ${direction}`}
        />
      )}
    </Panel>
  );
}

function columnsOf(currency: string): readonly Column<PaymentRoute>[] {
  const isFailing = ({ failureRate }: PaymentRoute) => assessProvider(failureRate).status === "critical";
  return [
    {
      name: "Route",
      cell: (route) => (
        <span className="inline-flex items-center align-middle gap-[8px]">
          <StatusIcon status={isFailing(route) ? "crit" : "ok"} size={14} />
          <span className="font-medium">{routeName(route)}</span>
        </span>
      ),
    },
    {
      name: "Failing",
      align: "right",
      cell: (route) => (
        <span className={isFailing(route) ? "font-semibold text-crit" : undefined}>
          {route.failureRate === null ? "–" : formatQuantity(route.failureRate, "percent")}
        </span>
      ),
    },
    {
      name: "",
      cell: (route) => (
        <div className="w-[72px]">
          <Progress
            percent={route.failureRate ?? 0}
            label={`${routeName(route)}, failing`}
            colour={isFailing(route) ? "breach" : "sky"}
          />
        </div>
      ),
    },
    { name: "Payments", align: "right", cell: ({ payments }) => formatNumber(payments) },
    { name: "First reason", cell: ({ reason }) => (reason === null ? "–" : asSentence(reason)) },
    {
      name: "Failed amount",
      align: "right",
      kind: "money",
      cell: ({ failedAmount }) => formatMoney(failedAmount.toFixed(8), currency),
    },
  ];
}

/** "Nordpay, bank transfer"; where the money leaves, "Nordpay payouts, bank transfer". */
function routeName({ provider, method, direction }: PaymentRoute): string {
  return `${properName(provider)}${direction === "withdrawal" ? " payouts" : ""}, ${inWords(method)}`;
}
