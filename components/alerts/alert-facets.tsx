import { FacetChip } from "@/components/ui/chip";
import { type Facets, writeFacets } from "@/lib/alerts/narrow";
import type { Severity } from "@/lib/kernel/severity";

const FLOORS: readonly { from: Severity; word: string }[] = [
  { from: "warning", word: "warning and above" },
  { from: "critical", word: "critical and above" },
];

/** One line of filters, kept in the address. */
export function AlertFacets({ facets, rules }: { facets: Facets; rules: readonly string[] }) {
  const shown = facets.rule === undefined || rules.includes(facets.rule) ? rules : [facets.rule, ...rules];
  const href = (change: Partial<Facets>) => `/alerts${writeFacets({ ...facets, page: 1, ...change })}`;
  return (
    <div className="alerts-facets">
      {FLOORS.map(({ from, word }) => (
        <FacetChip
          key={from}
          word={word}
          active={facets.from === from}
          icon="filter"
          href={href({ from: facets.from === from ? undefined : from })}
        />
      ))}
      {shown.map((rule) => (
        <FacetChip
          key={rule}
          word={rule}
          active={facets.rule === rule}
          href={href({ rule: facets.rule === rule ? undefined : rule })}
        />
      ))}
    </div>
  );
}
