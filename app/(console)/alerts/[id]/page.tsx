import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AlertsView } from "@/app/(console)/alerts/alerts-view";
import { type SearchParams, textsOf } from "@/app/(console)/search-params";
import { readFacets } from "@/lib/alerts/narrow";
import { IntegerId } from "@/lib/kernel/id";
import { requireContext } from "@/lib/server/session";

interface AlertPageProps {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params }: AlertPageProps): Promise<Metadata> {
  return { title: `Alert A-${(await params).id}` };
}

export default async function AlertPage({ params, searchParams }: AlertPageProps) {
  const ctx = await requireContext("status:read");
  const id = IntegerId.safeParse((await params).id);
  if (!id.success) notFound();
  return <AlertsView ctx={ctx} facets={readFacets(textsOf(await searchParams))} opened={id.data} />;
}
