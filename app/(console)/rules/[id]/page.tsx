import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BackToRules } from "@/components/rules/back-to-rules";
import { backTestLockedFor, lockedFor } from "@/components/rules/locked";
import { RuleEditor } from "@/components/rules/rule-editor";
import { RuleStanding } from "@/components/rules/rule-standing";
import { ShadowAlerts } from "@/components/rules/shadow-alerts";
import { VersionsPanel } from "@/components/rules/versions-panel";
import { Page } from "@/components/shell/page";
import { ButtonLink } from "@/components/ui/button";
import { IntegerId } from "@/lib/kernel/id";
import { listMetricChoices } from "@/lib/server/services/rules/metric-choices";
import { readRulePage } from "@/lib/server/services/rules/read-page";
import { requireContext } from "@/lib/server/session";

export const metadata: Metadata = { title: "Rule" };

export default async function RulePage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireContext("status:read");
  const id = IntegerId.safeParse((await params).id);
  if (!id.success) notFound();
  const [found, metrics] = await Promise.all([readRulePage(ctx, id.data), listMetricChoices(ctx)]);
  if (found === null) notFound();
  const { rule, versions, shadow } = found;
  const locked = lockedFor(ctx.actor, rule);
  return (
    <Page
      title={rule.rule_name}
      note={`version ${rule.version}`}
      back={<BackToRules />}
      aside={
        <ButtonLink size="small" variant="ghost" icon="escalation" href={`/escalation?rule=${rule.id}`}>
          Simulate
        </ButtonLink>
      }
      mainClass="rule-page"
    >
      <RuleEditor
        key={rule.version}
        rule={rule}
        metrics={metrics}
        locked={locked}
        backTestLocked={backTestLockedFor(ctx.actor)}
      >
        <RuleStanding standing={rule.standing} />
        <ShadowAlerts alerts={shadow} mode={rule.mode} />
        <VersionsPanel rule={rule} versions={versions} locked={locked} />
      </RuleEditor>
    </Page>
  );
}
