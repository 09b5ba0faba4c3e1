import type { Metadata } from "next";
import { LiveBoard } from "@/components/live/live-board";
import { QuietReportPanel } from "@/components/preferences/quiet-report-panel";
import { Page } from "@/components/shell/page";
import { isAllowed } from "@/lib/access/permissions";
import { liveStatus } from "@/lib/server/services/live/status";
import { requireContext } from "@/lib/server/session";
import { chosenBrand, type SearchParams } from "./search-params";

export const metadata: Metadata = { title: "Live status" };

export default async function LivePage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireContext("status:read");
  const brand = await chosenBrand(ctx, "/", searchParams);
  const painted = await liveStatus(ctx, { brand });
  return (
    <Page title="Live status">
      <QuietReportPanel />
      <LiveBoard
        key={brand ?? ""}
        painted={painted}
        brand={brand}
        isFed={brand === undefined && ctx.scope.brands === "all"}
        mayAct={isAllowed(ctx.actor, "alerts:act")}
      />
    </Page>
  );
}
