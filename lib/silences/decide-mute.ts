import { inhibitorsOf } from "@/lib/alerts/inhibit";
import type { Inhibition } from "@/lib/alerts/inhibition";
import { labelsOf } from "@/lib/alerts/labels-of";
import type { Alert, Mute } from "@/lib/alerts/schema";
import { severityRank } from "@/lib/kernel/severity";
import { covers } from "./covers";
import type { Silence } from "./schema";

/** What could hide alerts now. `others` are those that are open, or were resolved within an inhibition's linger. */
export interface Hiders {
  silences: readonly Silence[];
  inhibitions: readonly Inhibition[];
  others: readonly Alert[];
}

/**
 * What hides each of `alerts` now, null where nothing does: a snooze before a silence, the silence that lasts longest, and
 * an inhibition last. Player safety is never hidden.
 */
export function decideMutes(alerts: readonly Alert[], hiders: Hiders, now: Date): Map<number, Mute | null> {
  const ids = new Set(alerts.map(({ id }) => id));
  const all = [...alerts, ...hiders.others.filter(({ id }) => !ids.has(id))];
  const inhibitors = inhibitorsOf(all, hiders.inhibitions, now);
  const decideOne = (alert: Alert): Mute | null => {
    if (alert.class === "player_safety") return null;
    const found = snoozeOf(alert, now) ?? silenceOf(alert, hiders.silences, now);
    if (found !== null) return found;
    const inhibitor = inhibitors.get(alert.id);
    if (inhibitor === undefined) return null;
    const by = `alert ${inhibitor.alertId}, ${inhibitor.ruleName} (${inhibitor.name})`;
    return { kind: "inhibition", id: inhibitor.alertId, by, until: inhibitor.until?.toISOString() ?? null };
  };
  return new Map(alerts.map((alert) => [alert.id, decideOne(alert)]));
}

/** What hides one alert now. */
export function decideMute(alert: Alert, hiders: Hiders, now: Date): Mute | null {
  return decideMutes([alert], hiders, now).get(alert.id) ?? null;
}

/** A snooze lasts until its instant, and no longer than the alert is graver than was agreed. */
function snoozeOf({ snooze, severity }: Alert, now: Date): Mute | null {
  if (snooze === null || (snooze.until === null && snooze.worseThan === null)) return null;
  if (snooze.until !== null && new Date(snooze.until) <= now) return null;
  if (snooze.worseThan !== null && severityRank(severity) > severityRank(snooze.worseThan)) return null;
  return { kind: "snooze", id: null, by: `a snooze by ${snooze.by}`, until: snooze.until };
}

function silenceOf(alert: Alert, silences: readonly Silence[], now: Date): Mute | null {
  const coverable = { labels: labelsOf(alert), severity: alert.severity };
  let longest: { silence: Silence; until: Date } | null = null;
  for (const silence of silences) {
    const until = covers(silence, coverable, now);
    if (until !== null && (longest === null || until > longest.until)) longest = { silence, until };
  }
  if (longest === null) return null;
  const { id, reason } = longest.silence;
  return { kind: "silence", id, by: `silence ${id}, ${reason}`, until: longest.until.toISOString() };
}

/** What hides an alert as a sentence without its full stop: "hidden by silence 12, deploy, until 2026-11-20 03:00 UTC". */
export function describeMute({ by, until }: Mute): string {
  return `hidden by ${by}${until === null ? "" : `, until ${inUtc(until)}`}`;
}

/** Why an alert is told again, as a sentence without its full stop. */
export function describeRelease({ kind, id, by }: Mute): string {
  if (kind === "silence") return `No longer hidden: ${by}, has ended or no longer covers it`;
  if (kind === "inhibition") return `No longer hidden: alert ${id} no longer explains it`;
  return `No longer hidden: ${by} is over`;
}

function inUtc(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
