import type { Metadata } from "next";
import { type SearchParams, textOf } from "@/app/(console)/search-params";
import { RenewPage } from "@/components/dashboards/renew-page";
import { ChannelTable } from "@/components/delivery/channel-table";
import { DeliveryRemarks } from "@/components/delivery/delivery-remarks";
import { HopBars } from "@/components/delivery/hop-bars";
import { SlowestTable } from "@/components/delivery/slowest-table";
import { Page } from "@/components/shell/page";
import { SegmentedLinks } from "@/components/ui/segmented";
import { readDelivery } from "@/lib/server/services/notifications/read-delivery";
import { requireContext } from "@/lib/server/session";

export const metadata: Metadata = { title: "Delivery" };

const RANGES = [
  { hours: 24, word: "24 h" },
  { hours: 1, word: "1 h" },
  { hours: 168, word: "7 d" },
  { hours: 720, word: "30 d" },
] as const;

export default async function DeliveryPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireContext("dashboards:read");
  const given = textOf(await searchParams, "hours");
  const hours = RANGES.find((range) => String(range.hours) === given)?.hours ?? RANGES[0].hours;
  const report = await readDelivery(ctx, { hours });
  const ranges = RANGES.toSorted((a, b) => a.hours - b.hours).map((range) => ({
    word: range.word,
    href: `/delivery?hours=${range.hours}`,
    current: range.hours === hours,
  }));
  return (
    <Page title="Delivery" note="how fast alerts reach their providers">
      <RenewPage />
      <div className="flex">
        <SegmentedLinks label="Time" segments={ranges} />
      </div>
      <DeliveryRemarks report={report} />
      <HopBars all={report.hops.find(({ channel }) => channel === null)} />
      <ChannelTable report={report} />
      <SlowestTable slowest={report.slowest} />
    </Page>
  );
}
