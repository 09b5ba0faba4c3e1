import "server-only";
import { listActiveAlerts } from "@/db/queries/alerts";
import { listBrands } from "@/db/queries/brands";
import { listInhibitions } from "@/db/queries/inhibitions";
import { listRules } from "@/db/queries/rules";
import { listMuteLines } from "@/db/queries/silences";
import { describeInhibition } from "@/lib/alerts/describe-inhibition";
import { inhibitionToWire, type ShownInhibition } from "@/lib/alerts/inhibition";
import { alertToWire } from "@/lib/alerts/wire";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { describeSchedule } from "@/lib/silences/describe-silence";
import { occurrencesOf } from "@/lib/silences/occurrences-of";
import { type HiddenAlert, type ShownSilence, silenceToWire, type WindowToCome } from "@/lib/silences/wire";
import { listStanding } from "./list";
import { hiddenBy } from "./read";

const WINDOW_DAYS = 14;

export interface SilencesPage {
  silences: ShownSilence[];
  hiddenNow: number;
  /** Recurring and coming ones, with their occurrences of 14 days. */
  windows: WindowToCome[];
  hidden: HiddenAlert[];
  /** Names of the rules whose alerts may be hidden, and the brands one may be narrowed to. */
  rules: string[];
  /** What hides what, and the names of all rules: any of them may hide. */
  inhibitions: ShownInhibition[];
  sources: string[];
  brands: Awaited<ReturnType<typeof listBrands>>;
  /** When it was looked at, ISO 8601. */
  at: string;
}

/** All the page of silences shows. */
export async function silencesPage(ctx: Context): Promise<SilencesPage> {
  const now = ctx.now();
  const [standing, open] = [await listStanding(ctx), await listActiveAlerts(ctx.db, ctx.scope)];
  const rules = await listRules(ctx.db);
  const window = { from: now, to: addMs(now, WINDOW_DAYS * DAY_MS) };
  return {
    silences: standing.map((one) => ({
      ...silenceToWire(one.silence, one.standing),
      hides: hiddenBy(one.silence.id, open).map(alertToWire),
    })),
    hiddenNow: open.filter(({ mute }) => mute !== null).length,
    windows: standing
      .filter(
        ({ silence, standing: { state } }) =>
          state !== "ended" && (silence.recurrence !== null || state === "scheduled"),
      )
      .map(({ silence, standing: { next } }) => ({
        id: silence.id,
        reason: silence.reason,
        schedule: describeSchedule(silence, next?.from ?? null),
        occurrences: occurrencesOf(silence, window).map(({ from, to }) => ({
          from: from.toISOString(),
          to: to.toISOString(),
        })),
      })),
    hidden: await hiddenSince(ctx, addMs(now, -DAY_MS)),
    rules: rules.filter(({ class: kind }) => kind === "ordinary").map(({ name }) => name),
    inhibitions: await listShownInhibitions(ctx),
    sources: rules.map(({ name }) => name),
    brands: await listBrands(ctx.db, ctx.scope),
    at: now.toISOString(),
  };
}

async function listShownInhibitions(ctx: Context): Promise<ShownInhibition[]> {
  const all = await listInhibitions(ctx.db);
  return all.map((one) => ({ ...inhibitionToWire(one), sentence: describeInhibition(one) }));
}

/** What was hidden since, newest first: a line that says so until the line that ends it, the alert's end, or now. */
async function hiddenSince(ctx: Context, since: Date): Promise<HiddenAlert[]> {
  const lines = await listMuteLines(ctx.db, ctx.scope, since);
  const hidden: HiddenAlert[] = [];
  const nextOf = new Map<number, { at: Date }>();
  for (const { alert, at, kind, mute } of lines) {
    const end = nextOf.get(alert.id)?.at ?? alert.resolvedAt;
    nextOf.set(alert.id, { at });
    if (kind === "muted") {
      hidden.push({ alert: alertToWire(alert), at: at.toISOString(), by: mute.by, until: end?.toISOString() ?? null });
    }
  }
  return hidden;
}
