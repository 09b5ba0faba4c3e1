import type { Metadata } from "next";
import { type SearchParams, textsOf } from "@/app/(console)/search-params";
import { lockedFor } from "@/components/rules/locked";
import { RuleFacets } from "@/components/rules/rule-facets";
import { RuleList } from "@/components/rules/rule-list";
import { RuleTools } from "@/components/rules/rule-tools";
import { Page } from "@/components/shell/page";
import { readRuleFacets } from "@/lib/rules/narrow";
import { listNarrowedRules } from "@/lib/server/services/rules/list-narrowed";
import { requireContext } from "@/lib/server/session";

export const metadata: Metadata = { title: "Rules" };

export default async function RulesPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireContext("status:read");
  const facets = readRuleFacets(textsOf(await searchParams));
  const { rows, total, severities, services } = await listNarrowedRules(ctx, facets);
  const locked = lockedFor(ctx.actor);
  const shown = rows.map(({ matchers, ...row }) => ({ ...row, locked: lockedFor(ctx.actor, { matchers }) }));
  return (
    <Page title="Rules" note="what raises an alert, each as a sentence">
      <RuleTools locked={locked} />
      <RuleFacets facets={facets} severities={severities} services={services} />
      <RuleList rows={shown} total={total} facets={facets} locked={locked} />
    </Page>
  );
}
