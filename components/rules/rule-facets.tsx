import { FacetChip } from "@/components/ui/chip";
import { Icon } from "@/components/ui/icon";
import type { Severity } from "@/lib/kernel/severity";
import { properName } from "@/lib/kernel/words";
import { type RuleFacets as Facets, RULE_STATES, writeRuleFacets } from "@/lib/rules/narrow";

interface RuleFacetsProps {
  facets: Facets;
  severities: readonly Severity[];
  services: readonly string[];
}

/** Search and filters, kept in the address; the search works without a script, too. */
export function RuleFacets({ facets, severities, services }: RuleFacetsProps) {
  const { text, ...others } = facets;
  const href = (change: Partial<Facets>) => `/rules${writeRuleFacets({ ...facets, ...change })}`;
  return (
    <div className="rule-filter">
      <search>
        <form action="/rules" className="field">
          <Icon name="search" size={14} />
          <input type="search" name="text" aria-label="Search rules" placeholder="Search rules" defaultValue={text} />
          {Object.entries(others).map(([name, value]) =>
            value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
          )}
        </form>
      </search>
      <div className="alerts-facets rule-chips">
        {(["firing", "odd"] as const).map((only) => (
          <FacetChip
            key={only}
            word={only === "firing" ? "firing now" : "with warnings"}
            icon="filter"
            active={facets.only === only}
            href={href({ only: facets.only === only ? undefined : only })}
          />
        ))}
        {RULE_STATES.map((state) => (
          <FacetChip
            key={state}
            word={state}
            active={facets.state === state}
            href={href({ state: facets.state === state ? undefined : state })}
          />
        ))}
        {severities.map((severity) => (
          <FacetChip
            key={severity}
            word={severity}
            active={facets.severity === severity}
            href={href({ severity: facets.severity === severity ? undefined : severity })}
          />
        ))}
        {services.map((service) => (
          <FacetChip
            key={service}
            word={properName(service).toLowerCase()}
            active={facets.service === service}
            href={href({ service: facets.service === service ? undefined : service })}
          />
        ))}
      </div>
    </div>
  );
}
