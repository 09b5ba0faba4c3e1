import type { Metadata } from "next";
import { type SearchParams, textsOf } from "@/app/(console)/search-params";
import { readFacets } from "@/lib/alerts/narrow";
import { requireContext } from "@/lib/server/session";
import { AlertsView } from "./alerts-view";
import { StatisticsView } from "./statistics-view";

export const metadata: Metadata = { title: "Alerts" };

export default async function AlertsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireContext("status:read");
  const texts = textsOf(await searchParams);
  const facets = readFacets(texts);
  if (facets.tab === "statistics") return <StatisticsView ctx={ctx} facets={facets} hours={texts.hours} />;
  return <AlertsView ctx={ctx} facets={facets} opened={null} />;
}
