import Link from "next/link";
import { CHANNELS } from "@/components/alerts/people-told";
import { toRoute } from "@/components/ui/route";
import { type Column, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { properName } from "@/lib/kernel/words";
import type { ListedPerson } from "@/lib/notifications/telling-wire";

/** Everybody the console could tell: role, duty, what reaches them, and when something last did. */
export function PeopleTable({ people }: { people: readonly ListedPerson[] }) {
  return <Table caption="People" columns={COLUMNS} rows={people} keyOf={({ id }) => id} />;
}

const COLUMNS: readonly Column<ListedPerson>[] = [
  {
    name: "Name",
    cell: ({ id, name }) => (
      <Link href={toRoute(`/people/${id}`)} className="font-medium">
        {name}
      </Link>
    ),
  },
  { name: "Role", cell: ({ role }) => role },
  { name: "Brands", cell: ({ brands }) => (brands === null ? "all" : brands.map(properName).join(", ")) },
  {
    name: "On call now",
    cell: ({ onCall }) => (onCall.length === 0 ? <Quiet words="no" /> : onCall.map(withoutPrefix).join(", ")),
  },
  { name: "Reached by", cell: ({ reach }) => <Reached reach={reach} /> },
  {
    name: "Last told",
    cell: ({ lastToldAt }) =>
      lastToldAt === null ? <Quiet words="not in 90 days" /> : <Time at={lastToldAt} show="smart" />,
  },
];

function Reached({ reach }: Pick<ListedPerson, "reach">) {
  if (reach.length === 0) return <Quiet words="nothing" />;
  return reach.map(({ channel, address }) => (
    <span key={channel} className="block whitespace-nowrap">
      {CHANNELS[channel].word}
      {address !== null && <span className="text-text-3"> {address}</span>}
    </span>
  ));
}

function Quiet({ words }: { words: string }) {
  return <span className="text-text-3">{words}</span>;
}

/** "on call for Payments" under a head that says so already. */
function withoutPrefix(words: string): string {
  return words.replace(/^on call for /, "");
}
