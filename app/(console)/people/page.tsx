import { PeopleTable } from "@/components/people/people-table";
import { Page } from "@/components/shell/page";
import { Panel } from "@/components/ui/panel";
import { isAllowed } from "@/lib/access/permissions";
import { listHouse } from "@/lib/server/services/people/list";
import { requireContext } from "@/lib/server/session";

export const metadata = { title: "People" };

export default async function PeoplePage() {
  const ctx = await requireContext("status:read");
  const people = await listHouse(ctx);
  const isAdmin = isAllowed(ctx.actor, "house:admin", "read");
  return (
    <Page title="People" note={isAdmin ? `${people.length} accounts` : "you; admins see everybody"}>
      <Panel title="Who can be told" note="addresses of others are masked">
        <PeopleTable people={people} />
      </Panel>
    </Page>
  );
}
