import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { type AlertTab, type Facets, facetCount, writeFacets } from "@/lib/alerts/narrow";

const WORDS: Record<AlertTab, { kind: "good" | "nothing-yet"; title: string; text: string }> = {
  mine: {
    kind: "good",
    title: "Nothing is yours",
    text: "What is assigned to you, acknowledged by you, or told to you and nobody's yet shows here.",
  },
  active: {
    kind: "good",
    title: "0 open",
    text: "An alert shows here the moment a rule's condition has held long enough.",
  },
  acknowledged: { kind: "nothing-yet", title: "Nobody has taken one", text: "Acknowledged alerts are listed here." },
  history: { kind: "nothing-yet", title: "No alert has ended yet", text: "Resolved alerts are kept here." },
  statistics: { kind: "nothing-yet", title: "No alert in this time", text: "Choose a longer one." },
};

/** Which emptiness it is: the filter is too narrow, or there is nothing. */
export function NoAlerts({ facets, hidden }: { facets: Facets; hidden: number }) {
  const count = facetCount(facets);
  if (count > 0) {
    const clear = writeFacets({ tab: facets.tab, brand: facets.brand, page: 1 });
    return (
      <Empty
        kind="filtered"
        title={`Nothing matches ${count === 1 ? "the filter" : `${count} filters`}`}
        step={
          <ButtonLink size="small" href={`/alerts${clear}`}>
            Clear filters
          </ButtonLink>
        }
      >
        {hidden > 0 ? `${hidden} alerts are hidden.` : "None is hidden either."}
      </Empty>
    );
  }
  const { kind, title, text } = WORDS[facets.tab];
  return (
    <Empty kind={kind} title={title}>
      {text}
    </Empty>
  );
}
