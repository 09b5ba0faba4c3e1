import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { type RuleFacets, ruleFacetCount } from "@/lib/rules/narrow";
import { RuleRow, type RuleRowProps } from "./rule-row";

interface RuleListProps {
  rows: readonly RuleRowProps[];
  /** Without the facets. */
  total: number;
  facets: RuleFacets;
  locked: string | null;
}

/** Every rule as a sentence, with how it stands. */
export function RuleList({ rows, total, facets, locked }: RuleListProps) {
  const hidden = total - rows.length;
  return (
    <Panel title="All rules" note={hidden > 0 ? `${rows.length} of ${total}, ${hidden} hidden by filter` : `${total}`}>
      {rows.length === 0 ? (
        <NoRules facets={facets} hidden={hidden} locked={locked} />
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.rule.id}>
              <RuleRow {...row} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function NoRules({ facets, hidden, locked }: { facets: RuleFacets; hidden: number; locked: string | null }) {
  const count = ruleFacetCount(facets);
  if (count > 0)
    return (
      <Empty
        kind="filtered"
        title={`Nothing matches ${count === 1 ? "the filter" : `${count} filters`}`}
        step={
          <ButtonLink size="small" href="/rules">
            Clear filters
          </ButtonLink>
        }
      >
        {hidden > 0 ? `${hidden} rules are hidden.` : "None is hidden either."}
      </Empty>
    );
  return (
    <Empty
      kind="nothing-yet"
      title="No rule yet"
      step={
        locked === null && (
          <ButtonLink size="small" href="/rules/new">
            New rule
          </ButtonLink>
        )
      }
    >
      {locked ?? "Nothing is watched until there is one."}
    </Empty>
  );
}
