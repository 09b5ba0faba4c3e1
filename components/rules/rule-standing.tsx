import Link from "next/link";
import { Panel } from "@/components/ui/panel";
import { toRoute } from "@/components/ui/route";
import { type Status, statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Severity } from "@/lib/kernel/severity";
import type { Standing } from "@/lib/rules/standing";
import { seriesName } from "./preview-series";

const SHOWN = 12;

/** Where the rule is now on each series, and why it is silent where it is. */
export function RuleStanding({ standing }: { standing: Standing }) {
  const { sentence, series } = standing;
  const hidden = series.length - SHOWN;
  return (
    <Panel title="Where it stands" note={`${series.length} series`}>
      <p className="p-[12px]">{sentence}</p>
      <ul className="rows rule-standing">
        {series.slice(0, SHOWN).map(({ labels, level, phase, sentence: words, alert_id: alertId }) => (
          <li key={seriesName(labels)}>
            <StatusIcon status={statusOf(level, phase)} size={14} label={phase} />
            <b>{seriesName(labels)}</b>
            <span>
              {words} {alertId !== null && <Link href={toRoute(`/alerts/${alertId}`)}>See the alert</Link>}
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className="panel-foot">{hidden} more, none of them graver.</p>}
    </Panel>
  );
}

function statusOf(level: string | null, phase: string): Status {
  const severity = Severity.safeParse(level);
  if (severity.success) return statusOfSeverity(severity.data);
  return phase === "pending" ? "info" : "ok";
}
