import type { Alert } from "@/lib/alerts/schema";
import type { Severity } from "@/lib/kernel/severity";
import { MINUTE_MS } from "@/lib/kernel/time";
import { type House, NEWLY_RAISED, NO_CONTACTS, type Person, type Telling } from "@/lib/notifications/house";
import { ROUTING_FLOORS } from "@/lib/notifications/routing";
import type { Preferences } from "@/lib/preferences/schema";
import { LAST_VALUE, type Rule } from "@/lib/rules/schema";

/** Builders of the nouns, for tests: everything has a plain value, and a test names only what it is about. */
export function aRule({
  threshold = 20,
  severity = "critical",
  ...changes
}: Partial<Rule> & { threshold?: number; severity?: Severity } = {}): Rule {
  return {
    id: 1,
    name: "payment_outage",
    metric: "payment_failure_rate_1m",
    labels: {},
    matchers: [],
    condition: LAST_VALUE,
    operator: ">",
    levels: [{ severity, threshold, recovery: null, durationMs: null }],
    channels: ["log", "email", "slack", "pagerduty"],
    durationMs: 15_000,
    cooldownMs: 15 * MINUTE_MS,
    holdMs: MINUTE_MS,
    maxAlertsPerHour: 4,
    windows: null,
    minimumSample: null,
    noData: "keep",
    latenessMs: 0,
    mode: "live",
    class: "ordinary",
    measureId: null,
    runbook: "1. Call the provider.\n2. Route around it.",
    description: "More than one payment in five fails.",
    isActive: true,
    isDefault: true,
    version: 1,
    ...changes,
  };
}

/** What nobody and nothing has done to an alert yet. */
const UNTOUCHED = {
  class: "ordinary",
  isShadow: false,
  level: "critical",
  groupId: null,
  capUntil: null,
  mute: null,
  mutes: 0,
  snooze: null,
  acknowledgedUntil: null,
  retriggers: 0,
  assignedTo: null,
  outcome: null,
  money: null,
} satisfies Partial<Alert>;

/** Triggered on 2026-11-20 at 09:00 UTC by `aRule()`. */
export function anAlert(changes: Partial<Alert> = {}): Alert {
  const triggeredAt = new Date("2026-11-20T09:00:00Z");
  return {
    id: 42,
    ruleId: 1,
    ruleName: "payment_outage",
    metric: "payment_failure_rate_1m",
    brand: null,
    labels: {},
    value: 38.2,
    threshold: 20,
    severity: "critical",
    status: "triggered",
    message: "Payments failing at nordpay: payment_failure_rate_1m 38.2 % is above 20 % for 15 s",
    details: { condition: ">", duration_seconds: 15, title: "Payments failing at nordpay" },
    runbook: "1. Call the provider.\n2. Route around it.",
    triggeredAt,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolvedBy: null,
    resolutionNotes: null,
    escalationReason: null,
    escalatedAt: null,
    escalationLevel: 0,
    severityRaises: 0,
    escalatesAt: new Date(triggeredAt.getTime() + 30 * MINUTE_MS),
    notificationsSent: [],
    notificationAttempts: 0,
    autoResolved: false,
    ...UNTOUCHED,
    version: 1,
    createdAt: triggeredAt,
    ...changes,
  };
}

/** Everything switched on, no quiet hours, no delays. */
export function somePreferences(changes: Partial<Preferences> = {}): Preferences {
  return {
    channels: {},
    severities: { info: true, warning: true, critical: true, emergency: true },
    channelSeverities: {},
    delays: {},
    email: null,
    quietHours: null,
    criticalBreaksQuiet: true,
    wantsResolutions: false,
    ...changes,
  };
}

/** An admin of every brand with a verified telephone and one browser, who saved no preferences. */
export function aPerson(changes: Partial<Person> = {}): Person {
  return {
    id: 7,
    name: "Ana",
    email: "ana@x.test",
    role: "admin",
    brands: null,
    isDemo: false,
    preferences: null,
    contacts: { ...NO_CONTACTS, phone: { number: "+35621234567", isVerified: true }, browsers: 1 },
    ...changes,
  };
}

/** A critical alert of no brand that was just raised. */
export function aTelling(changes: Partial<Telling> = {}): Telling {
  return { ...NEWLY_RAISED, severity: "critical", brand: null, ruleChannels: null, class: "ordinary", ...changes };
}

/** Ana alone, every channel ready, no caps. */
export function aHouse(changes: Partial<House> = {}): House {
  return {
    people: [aPerson()],
    addresses: [],
    unready: {},
    routing: ROUTING_FLOORS,
    caps: {},
    recent: new Map(),
    canSlackAnywhere: true,
    ...changes,
  };
}
