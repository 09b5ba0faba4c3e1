import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { toRoute } from "@/components/ui/route";
import { StatusIcon } from "@/components/ui/status-icon";
import type { PolicyChoices } from "@/lib/escalation/choices";
import type { PolicyWords } from "@/lib/escalation/describe-policy";
import type { Finding } from "@/lib/escalation/findings";
import type { PolicyWire } from "@/lib/escalation/wire";
import { PolicyEditor } from "./policy-editor";
import { PolicyMove } from "./policy-move";

/** A policy as `readPolicies` gives it. */
export type ShownPolicy = PolicyWire & { words: PolicyWords; findings: readonly Finding[] };

export interface PolicyListPanelProps {
  /** In the order they are asked, the built-in one last. */
  policies: readonly ShownPolicy[];
  /** The id of the one that the page shows; null for the built-in one. */
  selected: number | null;
  /** Where choosing one leads, such as `/escalation?policy=3`; null for the built-in one. */
  hrefOf: (id: number | null) => string;
  choices: PolicyChoices;
  /** Why policies cannot be changed, as a sentence; null for an admin. */
  locked: string | null;
}

/** The house's policies: the first that an alert meets is its own. */
export function PolicyListPanel({ policies, selected, hrefOf, choices, locked }: PolicyListPanelProps) {
  const ids = policies.flatMap(({ id }) => id ?? []);
  return (
    <Panel
      title="Policies"
      note={policies.length > 1 ? "the first that an alert meets" : undefined}
      aside={<PolicyEditor choices={choices} locked={locked} variant="ghost" />}
    >
      <ul className="policy-list">
        {policies.map((policy) => (
          <PolicyRow
            key={policy.id}
            policy={policy}
            isSelected={policy.id === selected}
            href={hrefOf(policy.id)}
            ids={locked === null ? ids : []}
          />
        ))}
      </ul>
    </Panel>
  );
}

interface PolicyRowProps {
  policy: ShownPolicy;
  isSelected: boolean;
  href: string;
  /** All ids in their order; none where it cannot be changed. */
  ids: readonly number[];
}

function PolicyRow({ policy, isSelected, href, ids }: PolicyRowProps) {
  const { id, name, words, findings, is_active } = policy;
  return (
    <li className={isSelected ? "policy-line policy-line-selected" : "policy-line"}>
      <Link href={toRoute(href)} scroll={false} aria-current={isSelected ? "true" : undefined}>
        <span className="policy-name">
          {name}
          {findings.length > 0 && <StatusIcon status="warn" size={13} label={`${findings.length} to look at`} />}
          {!is_active && <Badge status="unk" word="Off" />}
        </span>
        <span className="policy-summary">{words.summary}</span>
      </Link>
      {isSelected && id !== null && ids.length > 1 && <PolicyMove id={id} name={name} ids={ids} />}
      {isSelected && findings.map((finding) => <FindingLine key={finding.words} finding={finding} />)}
    </li>
  );
}

function FindingLine({ finding: { step, words } }: { finding: Finding }) {
  return (
    <p className="policy-finding">
      <StatusIcon status="warn" size={13} />
      <span>
        {step === null ? "" : `Step ${step}: `}
        {words}.
      </span>
    </p>
  );
}
