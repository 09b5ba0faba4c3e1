import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ClockProvider } from "@/components/ui/clock";
import type { DeliveryReport } from "@/lib/notifications/delivery-wire";
import { ChannelTable } from "./channel-table";
import { DeliveryRemarks } from "./delivery-remarks";
import { HopBars } from "./hop-bars";
import { SlowestTable } from "./slowest-table";

const now = new Date("2026-11-20T10:00:00Z");
const every = (ms: number) => ({ p50: ms, p95: ms * 2, p99: ms * 3 });
const hops = (channel: "email" | null, ms: number) => ({
  channel,
  messages: 12,
  hops: { raised: every(300), planned: every(200), attempted: every(90), accepted: every(40), whole: every(ms) },
});
const report: DeliveryReport = {
  from: now,
  to: now,
  hours: 24,
  hops: [hops(null, 6_000), hops("email", 6_000)],
  outcomes: [
    { channel: "email", status: "delivered", rows: 12 },
    { channel: "email", status: "held", rows: 3 },
    { channel: "sms", status: "skipped", rows: 15 },
  ],
  attempts: [
    { channel: "email", deliveries: 12, retries: 4, failures: 0, lastAt: now, lastWord: "450 mailbox busy, try later" },
  ],
  slowest: [
    {
      alertId: 42,
      ruleName: "payment_outage",
      channel: "email",
      occasion: "triggered",
      name: "Ana",
      tookMs: 84_000,
      acceptedAt: now,
      attempts: 3,
    },
  ],
  oldestWaiting: { alertId: 43, channel: "email", name: "Ben", dueAt: now, attempts: 2, lastError: "450 mailbox busy" },
};

const html = (node: ReactNode) =>
  renderToStaticMarkup(
    <ClockProvider serverNow={now.getTime()} zone="UTC">
      {node}
    </ClockProvider>,
  );
const text = (node: ReactNode) =>
  html(node)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

describe("the delivery page", () => {
  it("says of each hop how long half, 95 and 99 of 100 took, beside the goal", () => {
    const said = text(<HopBars all={report.hops[0]} />);
    expect(said).toContain("goal: 95 of 100 within 10 s, 99 within 1 min");
    expect(said).toContain("provider&#x27;s word half within 6.0 s, 95 of 100 within 12 s");
    expect(text(<HopBars all={undefined} />)).toContain("Nothing was told in this time");
  });

  it("says of each channel whether it keeps the goal and what became of its messages", () => {
    expect(text(<ChannelTable report={report} />)).toMatch(
      /Missed email 12 s 18 s 12 0 0 3 0 4 Nothing told sms – – 0 0 0 0 15 0$/,
    );
  });

  it("tells in words what refuses and what waits longest, and nothing where all is well", () => {
    const said = text(<DeliveryRemarks report={report} />);
    expect(said).toContain(
      "email refused 4 of 16 attempts, and each was or will be tried again. Its last word: 450 mailbox busy, try later",
    );
    expect(said).toContain("alert A-43 by email to Ben");
    expect(html(<DeliveryRemarks report={{ ...report, attempts: [], oldestWaiting: null }} />)).toBe("");
  });

  it("links the slowest messages to their alerts", () => {
    expect(html(<SlowestTable slowest={report.slowest} />)).toContain('href="/alerts/42"');
    expect(text(<SlowestTable slowest={[]} />)).toContain("Nothing was told in this time");
  });
});
