import { MINUTE_MS } from "@/lib/kernel/time";
import { MAIN_PROVIDER } from "./world/platform";

interface IncidentKind {
  description: string;
  /** The default rule it makes fire. */
  rule: string;
  /** How long it lasts unless told otherwise: long enough for that rule's window and duration. */
  minutes: number;
  /** In a shorter one the rule may not fire; absent, all of `minutes`. */
  needsMinutes?: number;
}

/** What can be made to go wrong. Rules: requirements R1 and R9. */
export const INCIDENTS = {
  "payment-outage": {
    description: `${MAIN_PROVIDER}, with over a third of all payments, fails 90 %, the other providers 10 %`,
    rule: "payment_outage",
    minutes: 10,
    needsMinutes: 2,
  },
  "error-burst": {
    description: "most bets are refused by the wallet, and the API answers with errors",
    rule: "transaction_error_rate_high",
    minutes: 10,
  },
  "fraud-wave": {
    description: "new accounts with critical risk scores come in by the dozen",
    rule: "high_fraud_activity",
    minutes: 10,
  },
  latency: {
    description: "the platform's API takes ten times as long",
    rule: "api_latency_high",
    minutes: 10,
  },
  "cache-cold": {
    description: "the caches were emptied and answer one read in four",
    rule: "cache_hit_rate_low",
    minutes: 20,
  },
  "provider-slow": {
    description: `${MAIN_PROVIDER} takes up to 45 seconds a payment and lets one in five time out`,
    rule: "payment_failure_spike",
    minutes: 10,
  },
} as const satisfies Record<string, IncidentKind>;

/** How long an incident must last for its rule to fire, minutes. */
export function neededMinutes(name: IncidentName): number {
  const { needsMinutes, minutes }: IncidentKind = INCIDENTS[name];
  return needsMinutes ?? minutes;
}

export type IncidentName = keyof typeof INCIDENTS;

export const INCIDENT_NAMES: readonly IncidentName[] = Object.keys(INCIDENTS).filter(isIncidentName);

export function isIncidentName(name: string): name is IncidentName {
  return Object.hasOwn(INCIDENTS, name);
}

/** One that is under way, over, or still to come: from `fromMs` (whole second) until `untilMs`. */
export interface Incident {
  name: IncidentName;
  fromMs: number;
  untilMs: number;
}

/** An incident from the next whole second on: what the platform did in the present second is done already. */
export function beginIncident(name: IncidentName, minutes: number, now: Date): Incident {
  const fromMs = Math.ceil(now.getTime() / 1000) * 1000;
  return { name, fromMs, untilMs: fromMs + Math.round(minutes * MINUTE_MS) };
}

/** What the incidents under way do to the platform. */
export interface Effects {
  /** Share of a provider's payments that fail; null leaves the usual few. */
  paymentFailure(provider: string): number | null;
  isSlow(provider: string): boolean;
  /** Share of bets that fail. */
  betFailure: number;
  /** Critical flags a second, beside the usual. */
  criticalFlags: number;
  latencyFactor: number;
  /** Share of requests that end in a server error. */
  requestFailure: number;
  /** Share of the usual hit rate that is left. */
  cacheWarmth: number;
}

/** Share of bets that fail on a good day; with payouts beside them 1 % of all transactions do. */
export const USUAL_BET_FAILURE = 0.0143;

/** Share of requests that end in a server error on a good day; none of them is logged as critical. */
export const USUAL_REQUEST_FAILURE = 0.001;

const NORMAL: Effects = {
  paymentFailure: () => null,
  isSlow: () => false,
  betFailure: USUAL_BET_FAILURE,
  criticalFlags: 0,
  latencyFactor: 1,
  requestFailure: USUAL_REQUEST_FAILURE,
  cacheWarmth: 1,
};

const CHANGES: Record<IncidentName, Partial<Effects>> = {
  "payment-outage": { paymentFailure: (provider) => (provider === MAIN_PROVIDER ? 0.9 : 0.1) },
  "error-burst": { betFailure: 0.82, requestFailure: 0.3 },
  "fraud-wave": { criticalFlags: 0.1 },
  latency: { latencyFactor: 10 },
  "cache-cold": { cacheWarmth: 0.25 },
  "provider-slow": {
    isSlow: (provider) => provider === MAIN_PROVIDER,
    paymentFailure: (provider) => (provider === MAIN_PROVIDER ? 0.2 : null),
  },
};

/** The platform's behaviour at an instant; of two incidents that touch the same thing the later in the list counts. */
export function effectsAt(incidents: readonly Incident[], ms: number): Effects {
  let effects = NORMAL;
  for (const { name, fromMs, untilMs } of incidents) {
    if (fromMs <= ms && ms < untilMs) effects = { ...effects, ...CHANGES[name] };
  }
  return effects;
}
