import "server-only";
import { listActiveAlerts, listAlerts } from "@/db/queries/alerts";
import { listTold } from "@/db/queries/silences";
import { labelsOf } from "@/lib/alerts/labels-of";
import type { Alert } from "@/lib/alerts/schema";
import { alertToWire } from "@/lib/alerts/wire";
import { matchesAll } from "@/lib/kernel/matchers";
import { addMs, type Interval } from "@/lib/kernel/time";
import { sameTimeBefore } from "@/lib/kernel/zone";
import type { Context } from "@/lib/server/context";
import type { PreviewBody } from "@/lib/silences/body";
import { countDays } from "@/lib/silences/count-days";
import { concerns } from "@/lib/silences/covers";
import { hidesUntil, nextOccurrence } from "@/lib/silences/occurrences-of";
import { readBody } from "@/lib/silences/read-body";
import type { NewSilence, Schedule } from "@/lib/silences/schema";
import type { SilencePreview } from "@/lib/silences/wire";
import { refuseBeyondScope } from "./find-own";

const DAYS = 7;
const SHOWN = 20;
const OCCURRENCES = 5;
/** Beyond this many alerts in a week a preview counts the newest. */
const LOOKED_AT = 5_000;

/**
 * What a silence would do, without making it: which open alerts it would hide, which of the last seven days' it would have
 * hidden had it lasted all that time, who would not be told, and which player-safety alerts it would not touch.
 */
export async function previewSilence(ctx: Context, body: PreviewBody): Promise<SilencePreview> {
  const now = ctx.now();
  const silence = readBody(body, now);
  refuseBeyondScope(ctx, silence);
  const since = sameTimeBefore(now, silence.timeZone, DAYS);
  const open = await listActiveAlerts(ctx.db, ctx.scope);
  const { alerts: week } = await listAlerts(ctx.db, ctx.scope, { from: since, limit: LOOKED_AT, offset: 0 });
  const past = week.filter((alert) => isConcerned(silence, alert));
  const present = open.filter((alert) => isConcerned(silence, alert));
  const schedule = { ...silence, extension: null, skippedUntil: null, endedAt: null };
  const told = await listTold(ctx.db, [...new Set([...present, ...past].map(({ id }) => id))]);
  const distinct = new Map([...open, ...week].map((alert) => [alert.id, alert]));
  return {
    hides_now: present.slice(0, SHOWN).map(alertToWire),
    hides_now_count: present.length,
    would_have_hidden: {
      days: DAYS,
      count: past.length,
      by_severity: severitiesOf(past),
      by_day: countDays(past, { days: DAYS, timeZone: silence.timeZone }, now),
      alerts: past.slice(0, SHOWN).map(alertToWire),
    },
    next_occurrences: comingOf(schedule, now).map(({ from, to }) => ({
      starts_at: from.toISOString(),
      ends_at: to.toISOString(),
    })),
    not_told: told,
    refused: [...distinct.values()].filter((alert) => isRefused(silence, alert)).length,
  };
}

function isConcerned(silence: NewSilence, alert: Alert): boolean {
  return concerns(silence, { labels: labelsOf(alert), severity: alert.severity });
}

/** Player safety that the matchers would meet, were it not refused. */
function isRefused({ matchers }: NewSilence, alert: Alert): boolean {
  return alert.class === "player_safety" && matchesAll(matchers, labelsOf(alert));
}

function severitiesOf(alerts: readonly Alert[]) {
  const counts = { info: 0, warning: 0, critical: 0 };
  for (const { severity } of alerts) if (severity !== "emergency") counts[severity] += 1;
  return counts;
}

function comingOf(schedule: Schedule, now: Date): Interval[] {
  const until = hidesUntil(schedule, now);
  const coming: Interval[] = until === null ? [] : [{ from: now, to: until }];
  for (let at = until ?? now; coming.length < OCCURRENCES; ) {
    const next = nextOccurrence(schedule, addMs(at, -1));
    if (next === null) break;
    coming.push(next);
    at = addMs(next.from, 2);
  }
  return coming;
}
