import type { Metadata } from "next";
import { chosenBrand, type SearchParams } from "@/app/(console)/search-params";
import { RenewPage } from "@/components/dashboards/renew-page";
import { FailedPayments } from "@/components/operations/failed-payments";
import { FlagList } from "@/components/operations/flag-list";
import { FraudAndCompliance } from "@/components/operations/fraud-and-compliance";
import { OperationsTiles } from "@/components/operations/operations-tiles";
import { PaymentRoutesPanel } from "@/components/operations/payment-routes";
import { Page } from "@/components/shell/page";
import { operationsPage } from "@/lib/server/services/dashboards/operations-page";
import { metricSparks } from "@/lib/server/services/metrics/sparks";
import { presentThresholds } from "@/lib/server/services/metrics/thresholds";
import { requireContext } from "@/lib/server/session";

export const metadata: Metadata = { title: "Operations" };

const SPARKS = ["transaction_count", "transaction_error_rate", "payment_count", "payment_failure_rate"] as const;

export default async function OperationsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireContext("dashboards:read");
  const brand = await chosenBrand(ctx, "/operations", searchParams);
  const asked = { brand, at: ctx.now() };
  const [{ dashboard, failures, routes, bands, flags }, thresholds, sparks] = await Promise.all([
    operationsPage(ctx, { brand }),
    presentThresholds(ctx),
    metricSparks(ctx, { ...asked, metrics: SPARKS, minutes: 60 }),
  ]);
  return (
    <Page title="Operations" note="last hour">
      <RenewPage />
      <OperationsTiles dashboard={dashboard} thresholds={thresholds} sparks={sparks} />
      <div className="split">
        <FailedPayments minutes={failures.minutes.map((minute) => minute.toISOString())} reasons={failures.reasons} />
        <FraudAndCompliance dashboard={dashboard} bands={bands} />
      </div>
      <div className="split">
        <PaymentRoutesPanel {...routes} />
        <FlagList flags={flags} note={`${dashboard.fraud.backlog} unresolved`} />
      </div>
    </Page>
  );
}
