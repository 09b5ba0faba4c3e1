import type { Metadata } from "next";
import { BackToRules } from "@/components/rules/back-to-rules";
import { backTestLockedFor, lockedFor } from "@/components/rules/locked";
import { RuleEditor } from "@/components/rules/rule-editor";
import { Page } from "@/components/shell/page";
import { listMetricChoices } from "@/lib/server/services/rules/metric-choices";
import { requireContext } from "@/lib/server/session";

export const metadata: Metadata = { title: "New rule" };

export default async function NewRulePage() {
  const ctx = await requireContext("status:read");
  return (
    <Page title="New rule" back={<BackToRules />} mainClass="rule-page">
      <RuleEditor
        rule={null}
        metrics={await listMetricChoices(ctx)}
        locked={lockedFor(ctx.actor)}
        backTestLocked={backTestLockedFor(ctx.actor)}
      />
    </Page>
  );
}
