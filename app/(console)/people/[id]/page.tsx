import { forbidden, notFound, redirect } from "next/navigation";
import { type SearchParams, textsOf } from "@/app/(console)/search-params";
import { PersonTellings } from "@/components/people/person-tellings";
import { Page } from "@/components/shell/page";
import { asRoute } from "@/components/ui/route";
import { IntegerId } from "@/lib/kernel/id";
import { TellingsQuery } from "@/lib/server/services/people/query";
import { readTellings } from "@/lib/server/services/people/read-tellings";
import { accountIdOf, findPersonOrNull, mayLookAt } from "@/lib/server/services/people/viewer";
import { requireContext } from "@/lib/server/session";

export const metadata = { title: "Why was I (not) paged" };

interface PersonPageProps {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}

export default async function PersonPage({ params, searchParams }: PersonPageProps) {
  const ctx = await requireContext("status:read");
  const own = accountIdOf(ctx.actor);
  const { id: given } = await params;
  if (given === "me" && own !== null) redirect(asRoute(`/people/${own}`));
  const id = IntegerId.safeParse(given);
  if (!id.success) notFound();
  if (!mayLookAt(ctx.actor, id.data)) forbidden();
  if ((await findPersonOrNull(ctx, id.data)) === null) notFound();
  const query = TellingsQuery.catch(TellingsQuery.parse({})).parse(textsOf(await searchParams));
  const tellings = await readTellings(ctx, { id: id.data, query });
  const isOwn = own === id.data;
  return (
    <Page
      title={isOwn ? "Why was I (not) paged" : `Why was ${tellings.account.name} (not) paged`}
      note={`alerts of the last ${query.days} days`}
    >
      <PersonTellings tellings={tellings} shown={query} isOwn={isOwn} />
    </Page>
  );
}
