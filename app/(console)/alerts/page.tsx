import type { Metadata } from "next";
import { type SearchParams, textsOf } from "@/app/(console)/search-params";
import { readFacets } from "@/lib/alerts/narrow";
import { requireContext } from "@/lib/server/session";
import { AlertsView } from "./alerts-view";

export const metadata: Metadata = { title: "Alerts" };

export default async function AlertsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireContext("status:read");
  return <AlertsView ctx={ctx} facets={readFacets(textsOf(await searchParams))} opened={null} />;
}
