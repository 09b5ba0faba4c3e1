import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { AppRouterContext, type AppRouterInstance } from "next/dist/shared/lib/app-router-context.shared-runtime";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ClockProvider } from "@/components/ui/clock";
import { alertJson } from "@/lib/alerts/alert-fixture";
import { liveFixture } from "@/lib/feed/live-fixture";
import { AlertsPanel } from "./alerts-panel";
import { FailureChart } from "./failure-chart";
import { LiveBanner } from "./live-banner";
import { LiveTiles } from "./live-tiles";
import { ServicesPanel } from "./services-panel";

/** The router a page stands in; nothing is pressed here. */
const nowhere = () => undefined;
const router: AppRouterInstance = {
  back: nowhere,
  forward: nowhere,
  refresh: nowhere,
  push: nowhere,
  replace: nowhere,
  prefetch: nowhere,
  bfcacheId: "",
};
const at = (now: string, node: ReactNode) =>
  renderToStaticMarkup(
    <AppRouterContext.Provider value={router}>
      <QueryClientProvider client={new QueryClient()}>
        <ClockProvider serverNow={Date.parse(now)} zone="Europe/Malta">
          {node}
        </ClockProvider>
      </QueryClientProvider>
    </AppRouterContext.Provider>,
  );
const words = (html: string) =>
  html
    .replace(/<svg.*?<\/svg>/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

describe("the tiles of the live page", () => {
  it("carry their age, and grey as a whole once it is past their time to live", () => {
    expect(words(at("2026-03-01T12:00:04Z", <LiveTiles status={liveFixture()} />))).toContain("limit 99 % 4 s");
    const old = at("2026-03-01T12:00:40Z", <LiveTiles status={liveFixture()} />);
    expect(old).toContain("tile-stale");
    expect(words(old)).toContain("stale 40 s");
    expect(words(old)).toContain("last known value limit 99 % at 13:00:00");
  });
});

describe("the banner of the live page", () => {
  const open = liveFixture({ alerts: [alertJson({ escalates_at: "2026-03-01T12:01:52.000Z" }), alertJson({ id: 2 })] });

  it("says since when, what against which limit, who has it and when it goes on, and can be acknowledged", () => {
    const banner = words(at("2026-03-01T12:00:04Z", <LiveBanner status={open} mayAct />));
    expect(banner).toBe(
      "Payments failing Critical since 13:00 . Payment failure rate, last minute 38.2 %, limit 20 %. Not acknowledged. Escalates in 1 min 48 s . 1 more is open . Acknowledge A Open",
    );
  });

  it("offers no action to who may only look", () => {
    expect(at("2026-03-01T12:00:04Z", <LiveBanner status={open} mayAct={false} />)).not.toContain("<button");
  });

  it("says what all is well rests on", () => {
    const banner = words(at("2026-03-01T12:00:04Z", <LiveBanner status={liveFixture()} mayAct />));
    expect(banner).toContain("All is well 7 rules evaluated 4 s ago, 0 open.");
  });
});

describe("the panels of the live page", () => {
  it("say on what 0 open rests, and link to each alert with the brand kept", () => {
    expect(words(at("2026-03-01T12:00:04Z", <AlertsPanel status={liveFixture()} />))).toContain(
      "0 open 7 rules last evaluated 4 s ago",
    );
    const status = liveFixture({ alerts: [alertJson()] });
    expect(at("2026-03-01T12:00:04Z", <AlertsPanel status={status} brand="aurora" />)).toContain(
      'href="/alerts/1?brand=aurora"',
    );
  });

  it("tell a service that fails from a channel nobody set up", () => {
    const base = { latency_ms: null, checked_at: null };
    const services = [
      {
        ...base,
        service: "payment_provider:nordpay",
        status: "critical",
        message: "38.2 % of the payments of the last hour failed",
      },
      { ...base, service: "sms", status: "unknown", message: "sms is not configured: set TWILIO_FROM" },
      { ...base, service: "database", status: "healthy", latency_ms: 4.1 },
    ];
    const panel = words(at("2026-03-01T12:00:04Z", <ServicesPanel services={services} />));
    expect(panel).toMatch(/1 of 3 well .*Failing.*38\.2 % failing.*Not set SMS sms is not configured OK .*4\.1 ms/);
  });

  it("say the chart in a sentence, or that there is nothing to draw yet", () => {
    const drawn = words(at("2026-03-01T12:00:04Z", <FailureChart status={liveFixture()} />));
    expect(drawn).toContain("now: from 1 % to 2 %, lowest 1 % at 12:59, highest 2 % at 13:00. limit 20 %.");
    const empty = liveFixture({ chart: { times: [0], values: [null], ghost: [null] } });
    expect(words(at("2026-03-01T12:00:04Z", <FailureChart status={empty} />))).toContain("No payments in the last 3 h");
  });
});
