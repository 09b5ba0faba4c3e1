import { Tabs } from "@/components/ui/tabs";
import { type AlertTab, type Facets, writeFacets } from "@/lib/alerts/narrow";

const TABS: readonly { tab: AlertTab; word: string }[] = [
  { tab: "mine", word: "Mine" },
  { tab: "active", word: "Active" },
  { tab: "acknowledged", word: "Acknowledged" },
  { tab: "history", word: "History" },
  { tab: "statistics", word: "Statistics" },
];

export interface TabCounts {
  mine: number;
  active: number;
  acknowledged: number;
}

export function AlertTabs({ facets, counts }: { facets: Facets; counts: TabCounts }) {
  return (
    <Tabs
      label="Which alerts"
      tabs={TABS.map(({ tab, word }) => ({
        word,
        href: `/alerts${writeFacets({ ...facets, tab, page: 1 })}`,
        current: tab === facets.tab,
        count: tab === "history" || tab === "statistics" ? undefined : counts[tab],
      }))}
    />
  );
}
