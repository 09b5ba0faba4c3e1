import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { toRoute } from "@/components/ui/route";
import { type Status, statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Age } from "@/components/ui/time";
import type { Severity } from "@/lib/kernel/severity";
import type { RuleState } from "@/lib/rules/narrow";
import { RuleSwitch } from "./rule-switch";
import { SEVERITY_WORDS } from "./words";

export interface RuleRowProps {
  rule: { id: number; rule_name: string; version: number; is_active: boolean };
  sentence: string;
  state: RuleState;
  severities: readonly Severity[];
  findings: readonly { code: string; message: string }[];
  /** How many alerts it has open now. */
  open: number;
  last: { id: number; at: string } | null;
  locked: string | null;
}

const STATES: Record<RuleState, { word: string; status: Status }> = {
  on: { word: "On", status: "ok" },
  off: { word: "Off", status: "unk" },
  shadow: { word: "Shadow", status: "info" },
  draft: { word: "Draft", status: "unk" },
};

export function RuleRow({ rule, sentence, state, severities, findings, open, last, locked }: RuleRowProps) {
  const { word, status } = STATES[state];
  return (
    <div className="rule-row">
      <span className="rule-state">
        <Badge status={status} word={word} />
      </span>
      <div className="min-w-0">
        <Link href={toRoute(`/rules/${rule.id}`)} className="rule-name">
          {rule.rule_name}
        </Link>
        <p className="rule-words">{sentence}</p>
        {findings.map((finding) => (
          <p key={finding.message} className="rule-finding">
            <StatusIcon status="warn" size={13} />
            {briefly(finding)}
          </p>
        ))}
      </div>
      <span className="rule-levels">
        {severities.map((severity) => (
          <StatusIcon key={severity} status={statusOfSeverity(severity)} size={15} label={SEVERITY_WORDS[severity]} />
        ))}
      </span>
      <span className="rule-last">
        {open > 0 && <b className="st-crit">firing now: {open}</b>}
        <LastAlert last={last} isShadow={state === "shadow"} />
      </span>
      <RuleSwitch rule={rule} locked={locked} />
    </div>
  );
}

/** Which variables would open a channel stands on the rule's page and in Settings: here it would drown the sentences. */
function briefly({ code, message }: RuleRowProps["findings"][number]): string {
  const [what = message] = message.split(":", 1);
  return code === "reaches-nobody" ? `${what}.` : message;
}

function LastAlert({ last, isShadow }: { last: RuleRowProps["last"]; isShadow: boolean }) {
  if (last === null) return <span>never fired</span>;
  const words = (
    <>
      last <Age at={last.at} /> ago
    </>
  );
  return isShadow ? <span>{words}, told nobody</span> : <Link href={toRoute(`/alerts/${last.id}`)}>{words}</Link>;
}
