import type { Labels } from "@/lib/kernel/labels";
import { matchesAll } from "@/lib/kernel/matchers";
import { severityRank } from "@/lib/kernel/severity";
import { addMs } from "@/lib/kernel/time";
import { findCycles } from "./find-cycles";
import type { Inhibition } from "./inhibition";
import { labelsOf } from "./labels-of";
import type { Alert } from "./schema";

/** What hides an alert: another, by an inhibition. */
export interface Inhibitor {
  alertId: number;
  ruleName: string;
  /** The inhibition's. */
  name: string;
  /** When a resolved source ceases to hide; null while it is open. */
  until: Date | null;
}

interface Link {
  inhibition: Inhibition;
  sources: Alert[];
  targets: Alert[];
}

/** As `inhibitorsOf`, of one alert among others. */
export function inhibitorOf(
  alert: Alert,
  others: readonly Alert[],
  inhibitions: readonly Inhibition[],
  now: Date,
): Inhibitor | null {
  const all = [alert, ...others.filter(({ id }) => id !== alert.id)];
  return inhibitorsOf(all, inhibitions, now).get(alert.id) ?? null;
}

/**
 * Which alerts are hidden by which, by id. A source hides while it is open and, once resolved, for the inhibition's linger.
 * No alert hides itself; of alerts that would hide each other, directly or in a ring, the graver hides, then the older: so
 * something of every ring is told. Player-safety and emergency alerts are never hidden.
 */
export function inhibitorsOf(
  alerts: readonly Alert[],
  inhibitions: readonly Inhibition[],
  now: Date,
): Map<number, Inhibitor> {
  const links = linksOf(alerts, inhibitions, now);
  const ringOf = findCycles(links.map(({ sources, targets }) => ({ from: sources.map(idOf), to: targets.map(idOf) })));
  const hidden = new Map<number, Inhibitor>();
  for (const { inhibition, sources, targets } of links) {
    for (const target of targets) {
      const source = sources.find((one) => {
        const isRing = ringOf(one.id) === ringOf(target.id);
        return one.id !== target.id && (!isRing || byRank(one, target) < 0);
      });
      if (source === undefined) continue;
      const found = inhibitorBy(source, inhibition);
      hidden.set(target.id, longer(hidden.get(target.id), found));
    }
  }
  return hidden;
}

/** Sources and targets of each inhibition with equal labels, sources in rank. */
function linksOf(alerts: readonly Alert[], inhibitions: readonly Inhibition[], now: Date): Link[] {
  const labelled = [...alerts].sort(byRank).map((alert) => ({ alert, labels: labelsOf(alert) }));
  return inhibitions
    .filter(({ isActive }) => isActive)
    .flatMap((inhibition) => {
      const links = new Map<string, Link>();
      for (const { alert, labels } of labelled) {
        const isSource = hides(alert, inhibition, now) && matchesAll(inhibition.source, labels);
        const isTarget = canBeHidden(alert) && matchesAll(inhibition.target, labels);
        if (!isSource && !isTarget) continue;
        const key = equalValues(inhibition, labels);
        const link = links.get(key) ?? { inhibition, sources: [], targets: [] };
        if (isSource) link.sources.push(alert);
        if (isTarget) link.targets.push(alert);
        links.set(key, link);
      }
      return [...links.values()].filter(({ sources, targets }) => sources.length > 0 && targets.length > 0);
    });
}

/** A label that is missing from both is equal: it is the empty text. */
function equalValues({ equal }: Inhibition, labels: Labels): string {
  return JSON.stringify(equal.map((name) => labels[name] ?? ""));
}

function hides(alert: Alert, { lingerMs }: Inhibition, now: Date): boolean {
  if (alert.isShadow) return false;
  return alert.status !== "resolved" || (alert.resolvedAt !== null && addMs(alert.resolvedAt, lingerMs) > now);
}

function canBeHidden({ status, severity, class: kind, isShadow }: Alert): boolean {
  return status !== "resolved" && severity !== "emergency" && kind !== "player_safety" && !isShadow;
}

function inhibitorBy({ id, ruleName, status, resolvedAt }: Alert, { name, lingerMs }: Inhibition): Inhibitor {
  const until = status === "resolved" && resolvedAt !== null ? addMs(resolvedAt, lingerMs) : null;
  return { alertId: id, ruleName, name, until };
}

/** The one that hides longer: an open source counts as without end. */
function longer(known: Inhibitor | undefined, found: Inhibitor): Inhibitor {
  if (known === undefined) return found;
  if (known.until === null) return known;
  return found.until === null || found.until > known.until ? found : known;
}

function byRank(a: Alert, b: Alert): number {
  const open = Number(a.status === "resolved") - Number(b.status === "resolved");
  const graver = severityRank(b.severity) - severityRank(a.severity);
  return open || graver || a.triggeredAt.getTime() - b.triggeredAt.getTime() || a.id - b.id;
}

function idOf({ id }: Alert): number {
  return id;
}
