import type { Metadata } from "next";
import { cookies } from "next/headers";
import { type SearchParams, textsOf } from "@/app/(console)/search-params";
import { EscalationBoard } from "@/components/escalation/escalation-board";
import { PolicyEditor } from "@/components/escalation/policy-editor";
import { PolicyListPanel } from "@/components/escalation/policy-list";
import { OnCallPanel } from "@/components/on-call/on-call-panel";
import { ReachabilityPanel } from "@/components/on-call/reachability-panel";
import { Page } from "@/components/shell/page";
import { Callout } from "@/components/ui/callout";
import { isAllowed } from "@/lib/access/permissions";
import { isTimeZone } from "@/lib/kernel/zone";
import { addressOf } from "@/lib/replay/sentence";
import { readReachability } from "@/lib/server/services/drills/list";
import { loadChoices } from "@/lib/server/services/escalation/load-choices";
import { readPolicies } from "@/lib/server/services/escalation/read-policies";
import { readOnCallPanel } from "@/lib/server/services/on-call/read-panel";
import { readSimulationPage } from "@/lib/server/services/simulations/read-page";
import { requireContext } from "@/lib/server/session";

export const metadata: Metadata = { title: "Escalation" };

const LOCKED = "Only an admin of all brands can change escalation policies.";

export default async function EscalationPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireContext("status:read");
  const params = textsOf(await searchParams);
  const ownZone = (await cookies()).get("zone")?.value ?? "UTC";
  const shown = await readSimulationPage(ctx, { params, zone: isTimeZone(ownZone) ? ownZone : "UTC" });
  const { sentence, simulation, refusal } = shown;
  const [policies, choices, onCall] = [await readPolicies(ctx), await loadChoices(ctx), await readOnCallPanel(ctx)];
  const policy = policies.find(({ id }) => id === simulation.policy.id);
  const locked = isAllowed(ctx.actor, "house:admin") ? null : LOCKED;
  const editor = policy === undefined || policy.id === null ? null : <PolicyEditor {...{ policy, choices, locked }} />;
  return (
    <Page title="Escalation" note="who is told next while nobody acknowledges">
      {refusal !== null && <Callout status="warn">{refusal} The usual is shown instead.</Callout>}
      <EscalationBoard
        key={JSON.stringify(sentence)}
        {...{ sentence, simulation, editor, choices: shown.choices }}
        start={Number(params.t) || 0}
        note={policy?.words.summary ?? ""}
      />
      <div className="escalation-bottom">
        <PolicyListPanel
          policies={policies}
          selected={simulation.policy.id}
          hrefOf={(id) => addressOf({ ...sentence, policy: id })}
          {...{ choices, locked }}
        />
        <OnCallPanel {...onCall} />
      </div>
      {isAllowed(ctx.actor, "house:admin", "read") && <ReachabilityPanel people={await readReachability(ctx)} />}
    </Page>
  );
}
