import { Tabs } from "@/components/ui/tabs";
import { type AlertTab, type Facets, writeFacets } from "@/lib/alerts/narrow";

const TABS: readonly { tab: AlertTab; word: string }[] = [
  { tab: "active", word: "Active" },
  { tab: "acknowledged", word: "Acknowledged" },
  { tab: "history", word: "History" },
];

export function AlertTabs({ facets, counts }: { facets: Facets; counts: { active: number; acknowledged: number } }) {
  return (
    <Tabs
      label="Which alerts"
      tabs={TABS.map(({ tab, word }) => ({
        word,
        href: `/alerts${writeFacets({ ...facets, tab, page: 1 })}`,
        current: tab === facets.tab,
        count: tab === "history" ? undefined : counts[tab],
      }))}
    />
  );
}
