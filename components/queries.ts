import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import type { AlertWire } from "@/lib/alerts/wire";
import { AnnouncementWire } from "@/lib/feed/announcement";
import { LiveStatus } from "@/lib/feed/live";
import { FeedAlert } from "@/lib/feed/reduce";
import type { SystemHealthWire } from "@/lib/health/wire";
import type { DecisionWire } from "@/lib/notifications/decision-wire";
import type { PushWire } from "@/lib/preferences/browser";
import { MomentsWire } from "@/lib/preferences/moments";
import { QuietReport } from "@/lib/preferences/quiet-report";
import type { DifferenceWire } from "@/lib/replay/difference-wire";
import { BackTestWire } from "@/lib/replay/schema";
import type { SilencePreview } from "@/lib/silences/wire";
import { callApi } from "./read-api";
import { PreviewJson } from "./rules/rule-wire";

/** The feed renews what has no brand at once; this is the net, and all there is for a single brand. */
const RENEW_MS = 15_000;
/** Figures without a feed must still be renewed in under 5 s. */
const UNFED_MS = 4_000;
const OBSERVABILITY = "/observability";

/** Checked as far as the page computes with it; the rest is text and numbers on their way to the screen. */
export const Alert = z.custom<AlertWire>((value) => FeedAlert.safeParse(value).success, "expected an alert");
const SystemHealth = z.custom<SystemHealthWire>(
  (value) => z.looseObject({ overall_status: z.string(), subsystems: z.looseObject({}) }).safeParse(value).success,
  "expected the health of the system",
);
const Timeseries = z.object({
  metric: z.string(),
  unit: z.string().nullable(),
  minutes: z.number(),
  points: z.array(z.object({ timestamp: z.string(), value: z.number() })),
});
export type Timeseries = z.infer<typeof Timeseries>;

interface OfBrand {
  brand?: string;
}

/** The beginnings of keys: what the feed and an action renew. The only home of React Query keys. */
export const KEYS = {
  currentMetrics: ["metrics", "current"],
  timeseries: ["metrics", "timeseries"],
  systemHealth: ["health", "system"],
  alerts: ["alerts"],
  activeAlerts: ["alerts", "active"],
  oneAlert: ["alerts", "one"],
  alertDecisions: ["alerts", "decisions"],
  live: ["live"],
  announcements: ["announcements"],
  tokens: ["tokens"],
  measures: ["measures"],
  silencePreview: ["alerts", "silence-preview"],
  momentWords: ["preferences", "words"],
  quietReport: ["preferences", "quiet-report"],
  rulePreview: ["rules", "preview"],
  backTest: ["rules", "back-test"],
  changeReplay: ["escalation", "replay"],
  onCall: ["on-call"],
  onCallLinks: ["on-call-links"],
  push: ["push"],
  thisBrowser: ["push", "this-browser"],
} as const;

/** The whole live page; of all brands it is renewed by the feed, of one brand by being read again. */
export function liveStatus({ brand, isFed }: OfBrand & { isFed: boolean }) {
  return queryOptions({
    queryKey: [...KEYS.live, { brand: brand ?? null }],
    queryFn: ({ signal }) => callApi({ path: "/console/live", query: { brand }, schema: LiveStatus, signal }),
    refetchInterval: isFed ? 4 * RENEW_MS : UNFED_MS,
  });
}

/** What an admin tells every console now; the feed renews it, and this is the net. */
export function currentAnnouncements() {
  return queryOptions({
    queryKey: KEYS.announcements,
    queryFn: ({ signal }) =>
      callApi({
        path: `${OBSERVABILITY}/realtime/broadcasts`,
        schema: z.array(AnnouncementWire).readonly(),
        signal,
      }),
    refetchInterval: 4 * RENEW_MS,
  });
}

export function currentMetrics({ brand }: OfBrand) {
  return queryOptions({
    queryKey: [...KEYS.currentMetrics, { brand: brand ?? null }],
    queryFn: ({ signal }) => {
      const schema = z.record(z.string(), z.number().nullable());
      return callApi({ path: `${OBSERVABILITY}/metrics/current`, query: { brand }, schema, signal });
    },
    refetchInterval: RENEW_MS,
  });
}

export function timeseries({ metric, minutes, brand }: OfBrand & { metric: string; minutes: number }) {
  return queryOptions({
    queryKey: [...KEYS.timeseries, { brand: brand ?? null, metric, minutes }],
    queryFn: ({ signal }) => {
      const query = { metric, minutes, brand };
      return callApi({ path: `${OBSERVABILITY}/metrics/timeseries`, query, schema: Timeseries, signal });
    },
    refetchInterval: 4 * RENEW_MS,
  });
}

export function systemHealth({ brand }: OfBrand) {
  return queryOptions({
    queryKey: [...KEYS.systemHealth, { brand: brand ?? null }],
    queryFn: ({ signal }) =>
      callApi({ path: `${OBSERVABILITY}/health/system`, query: { brand }, schema: SystemHealth, signal }),
    refetchInterval: RENEW_MS,
  });
}

export function activeAlerts({ brand }: OfBrand) {
  return queryOptions({
    queryKey: [...KEYS.activeAlerts, { brand: brand ?? null }],
    queryFn: ({ signal }) =>
      callApi({ path: `${OBSERVABILITY}/alerts/active`, query: { brand }, schema: z.array(Alert), signal }),
    refetchInterval: 2 * RENEW_MS,
  });
}

/** One alert as `GET /alerts/{id}` answers: with its timeline. */
export function oneAlert({ id }: { id: number }) {
  return queryOptions({
    queryKey: [...KEYS.oneAlert, id],
    queryFn: ({ signal }) => callApi({ path: `${OBSERVABILITY}/alerts/${id}`, schema: AlertWithTimeline, signal }),
  });
}

const AlertWithTimeline = z.custom<AlertWire & { timeline: unknown[] }>(
  (value) => FeedAlert.extend({ timeline: z.array(z.unknown()) }).safeParse(value).success,
  "expected an alert with its timeline",
);

const Decisions = z.custom<DecisionWire[]>(
  (value) => z.array(z.looseObject({ id: z.number(), gates: z.array(z.unknown()) })).safeParse(value).success,
  "expected the decisions about an alert",
);

/** Every decision about an alert with the gates on the way; it changes with the alert. */
export function alertDecisions({ id }: { id: number }) {
  return queryOptions({
    queryKey: [...KEYS.alertDecisions, id],
    queryFn: ({ signal }) =>
      callApi({ path: `${OBSERVABILITY}/alerts/${id}/notifications`, schema: Decisions, signal }),
  });
}

/** What a rule, given as the API's JSON, would have read and raised in the last 24 h. */
export function rulePreview({ rule }: { rule: string }) {
  return queryOptions({
    queryKey: [...KEYS.rulePreview, rule],
    queryFn: ({ signal }) => {
      const body: unknown = { rule: JSON.parse(rule) };
      return callApi({ path: `${OBSERVABILITY}/rules/preview`, method: "POST", body, schema: PreviewJson, signal });
    },
    retry: false,
    refetchInterval: 4 * RENEW_MS,
  });
}

const Replayed = z.custom<DifferenceWire>(
  (value) =>
    z.looseObject({ messages: z.number(), sentence: z.string(), examples: z.array(z.unknown()) }).safeParse(value)
      .success,
  "expected what an edit would have changed",
);

/** What an unsaved edit, given as JSON, would have done to the messages of the last 30 days. */
export function changeReplay(change: string) {
  return queryOptions({
    queryKey: [...KEYS.changeReplay, change],
    queryFn: ({ signal }) => {
      const body: unknown = { change: JSON.parse(change) };
      return callApi({ path: `${OBSERVABILITY}/escalation/replay`, method: "POST", body, schema: Replayed, signal });
    },
    retry: false,
    staleTime: 4 * RENEW_MS,
  });
}

/** A job that runs elsewhere is looked at this often until it has ended. */
const WATCH_MS = 700;

export function backTest({ id }: { id: number }) {
  return queryOptions({
    queryKey: [...KEYS.backTest, id],
    queryFn: ({ signal }) => callApi({ path: `${OBSERVABILITY}/rules/back-tests/${id}`, schema: BackTestWire, signal }),
    refetchInterval: ({ state: { data } }) =>
      data === undefined || data.status === "queued" || data.status === "running" ? WATCH_MS : false,
  });
}

const MeasureName = z.object({ id: z.number(), name: z.string(), occasion: z.string() });

/** The measures a rule may name; for admins. */
export function measureList() {
  return queryOptions({
    queryKey: KEYS.measures,
    queryFn: ({ signal }) => callApi({ path: `${OBSERVABILITY}/measures`, schema: z.array(MeasureName), signal }),
  });
}

export const TokenJson = z.object({
  id: z.number(),
  name: z.string(),
  scope: z.string(),
  hint: z.string(),
  account: z.string(),
  created_at: z.string(),
  last_used_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
});
export type TokenJson = z.infer<typeof TokenJson>;

export function tokenList() {
  return queryOptions({
    queryKey: KEYS.tokens,
    queryFn: ({ signal }) => callApi({ path: "/console/tokens", schema: z.array(TokenJson), signal }),
  });
}

const Push = z.custom<PushWire>(
  (value) => z.looseObject({ browsers: z.array(z.looseObject({ id: z.number() })) }).safeParse(value).success,
  "expected the browsers to push to",
);

/** The browsers of who is signed in that may be pushed to. */
export function pushBrowsers() {
  return queryOptions({
    queryKey: KEYS.push,
    queryFn: ({ signal }) => callApi({ path: `${OBSERVABILITY}/preferences/push`, schema: Push, signal }),
  });
}

const Preview = z.custom<SilencePreview>(
  (value) =>
    z.looseObject({ hides_now: z.array(z.unknown()), would_have_hidden: z.looseObject({}) }).safeParse(value).success,
  "expected the preview of a silence",
);

/** What a silence would hide; `body` is its JSON as text, which is also the key. */
export function silencePreview(body: string) {
  return queryOptions({
    queryKey: [...KEYS.silencePreview, body],
    queryFn: ({ signal }) =>
      callApi({
        path: `${OBSERVABILITY}/silences/preview`,
        method: "POST",
        body: JSON.parse(body),
        schema: Preview,
        signal,
      }),
    retry: false,
    staleTime: RENEW_MS,
  });
}

/** What preferences would mean at a moment of the night; `body` is their JSON as text, which is also the key. */
export function momentWords(body: string) {
  return queryOptions({
    queryKey: [...KEYS.momentWords, body],
    queryFn: ({ signal }) =>
      callApi({
        path: `${OBSERVABILITY}/preferences/words`,
        method: "POST",
        body: JSON.parse(body),
        schema: MomentsWire,
        signal,
      }),
    retry: false,
    placeholderData: keepPreviousData,
    staleTime: RENEW_MS,
  });
}

/** What one's quiet hours held since one last looked; null for nothing. */
export function quietReport() {
  return queryOptions({
    queryKey: KEYS.quietReport,
    queryFn: ({ signal }) =>
      callApi({ path: `${OBSERVABILITY}/preferences/quiet-report`, schema: QuietReport, signal }),
    refetchInterval: 4 * RENEW_MS,
  });
}
