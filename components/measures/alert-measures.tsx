import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { ShownRun } from "@/lib/measures/wire";
import { RunButtons } from "./run-buttons";
import { RunRequestButton } from "./run-request-button";

/** What the alert's rule does to protect the platform, and what a person has to say to it. Nothing where there is none. */
export function AlertMeasures({ runs }: { runs: readonly ShownRun[] }) {
  if (runs.length === 0) return null;
  return (
    <Panel title="Protective measures">
      <ul className="divide-y divide-line">
        {runs.map((run) => (
          <li key={run.id} className="flex flex-wrap items-center gap-[10px] p-[12px]">
            <Icon name="webhook" size={16} />
            <div className="min-w-0 flex-1 basis-[200px]">
              <p className="font-medium">{run.action === "undo" ? `Undo of ${run.measure_name}` : run.measure_name}</p>
              <p className="text-13 text-text-2 [overflow-wrap:anywhere]">{standingOf(run)}</p>
              <When run={run} />
            </div>
            <div className="flex basis-full flex-wrap items-center gap-[8px] pl-[26px]">
              <RunRequestButton run={run} />
              <RunButtons run={run} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** "Signed call to psp-router.example.com, waits for an admin." */
function standingOf({ host, status, response, decided_by, attempts }: ShownRun): string {
  const call = `Signed call to ${host}`;
  switch (status) {
    case "waiting":
      return `${call}, waits for an admin's approval`;
    case "approved":
      return attempts === 0 || response === null
        ? `${call}, under way`
        : `${call}, tried ${attempts} times: ${response}`;
    case "declined":
      return `${call}, declined by ${decided_by ?? "an admin"}`;
    case "done":
      return `${call}, answered ${response ?? "with nothing"}`;
    case "dry_run":
      return `Dry run: nothing was sent to ${host}`;
    case "failed":
      return `${call} failed: ${response ?? "no word"}`;
    case "undone":
      return `${call}, taken back since`;
  }
}

function When({ run: { finished_at, next_attempt_at, created_at, status } }: { run: ShownRun }) {
  if (status === "approved" && next_attempt_at !== null) {
    return (
      <p className="text-12 text-text-3">
        next attempt <Time at={next_attempt_at} />
      </p>
    );
  }
  return (
    <p className="text-12 text-text-3">
      <Time at={finished_at ?? created_at} show="smart" />
    </p>
  );
}
