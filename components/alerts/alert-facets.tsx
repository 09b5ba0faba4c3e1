import { FacetChip } from "@/components/ui/chip";
import { type Facets, writeFacets } from "@/lib/alerts/narrow";
import type { Severity } from "@/lib/kernel/severity";
import { inWords } from "@/lib/kernel/words";
import { AlertSearch } from "./alert-search";
import { FacetSelect } from "./facet-select";

const FLOORS: readonly { from: Severity; word: string }[] = [
  { from: "warning", word: "warning and above" },
  { from: "critical", word: "critical and above" },
];

const ASSIGNED = [
  { assigned: "me", word: "assigned to me" },
  { assigned: "nobody", word: "assigned to nobody" },
] as const;

const HIDDEN = [
  { hidden: "without", word: "not hidden" },
  { hidden: "only", word: "hidden only" },
] as const;

interface AlertFacetsProps {
  facets: Facets;
  rules: readonly string[];
  subsystems: readonly string[];
}

/** One line of filters, kept in the address. */
export function AlertFacets({ facets, rules, subsystems }: AlertFacetsProps) {
  const href = (change: Partial<Facets>) => `/alerts${writeFacets({ ...facets, page: 1, ...change })}`;
  const shown = (chosen: string | undefined, known: readonly string[]) =>
    chosen === undefined || known.includes(chosen) ? known : [chosen, ...known];
  return (
    <div className="alerts-facets">
      <AlertSearch facets={facets} />
      {FLOORS.map(({ from, word }) => (
        <FacetChip
          key={from}
          word={word}
          active={facets.from === from}
          icon="filter"
          href={href({ from: facets.from === from ? undefined : from })}
        />
      ))}
      <FacetSelect
        label="Rule"
        value={href({ rule: facets.rule })}
        options={[
          { href: href({ rule: undefined }), word: "any rule" },
          ...shown(facets.rule, rules).map((rule) => ({ href: href({ rule }), word: rule })),
        ]}
      />
      <FacetSelect
        label="Subsystem"
        value={href({ subsystem: facets.subsystem })}
        options={[
          { href: href({ subsystem: undefined }), word: "any subsystem" },
          ...shown(facets.subsystem, subsystems).map((subsystem) => ({
            href: href({ subsystem }),
            word: inWords(subsystem),
          })),
        ]}
      />
      <FacetSelect
        label="Assigned"
        value={href({ assigned: facets.assigned })}
        options={[
          { href: href({ assigned: undefined }), word: "anybody's" },
          ...ASSIGNED.map(({ assigned, word }) => ({ href: href({ assigned }), word })),
        ]}
      />
      <FacetSelect
        label="Hidden"
        value={href({ hidden: facets.hidden })}
        options={[
          { href: href({ hidden: undefined }), word: "hidden or not" },
          ...HIDDEN.map(({ hidden, word }) => ({ href: href({ hidden }), word })),
        ]}
      />
    </div>
  );
}
