import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Channel } from "@/lib/rules/schema";
import type { DeliveryFailure } from "./schema";

/*
 * Whether a channel's provider takes messages. While it does not, one message at a time is tried as a probe and the rest
 * wait; the first that is taken closes the circuit, and the backlog leaves.
 */

/** A message's last outcome, by the id of the row that carried it. */
export interface RecentOutcome {
  message: number;
  isTaken: boolean;
}

export interface Circuit {
  /** Since when the provider takes nothing; null while the circuit is closed. */
  openedAt: Date | null;
  /** What it was opened by, as a clause: `the connection was refused`. */
  reason: string | null;
  /** Probes that failed since it opened. */
  probes: number;
  /** When the next probe may go; null while the circuit is closed. */
  probeAt: Date | null;
  /** The last messages, oldest first, each once. */
  recent: readonly RecentOutcome[];
}

export const CLOSED: Circuit = { openedAt: null, reason: null, probes: 0, probeAt: null, recent: [] };

/** What came of one attempt. `failure` null: the provider took it. */
export interface AttemptOutcome {
  channel: Channel;
  message: number;
  failure: DeliveryFailure | null;
  /** When the attempt began. */
  at: Date;
}

/** So many of the last messages are looked at, and of them so many must have failed: one that always fails opens nothing. */
const WINDOW = 10;
const LEAST = 5;
const SHARE = 0.8;
const PROBE_WAITS_MS = [2, 3, 5, 10, 20, 30].map((seconds) => seconds * SECOND_MS);
export const LONGEST_PROBE_WAIT_MS = MINUTE_MS;
/** A circuit that stays open so long is worth an alert; a limit of a second's messages is not. */
export const ALERT_AFTER_MS = 4 * SECOND_MS;

/** The circuit after an attempt. What never got as far as the provider says nothing of it. */
export function noteOutcome(circuit: Circuit, outcome: AttemptOutcome, now: Date): Circuit {
  const { failure, message } = outcome;
  if (failure?.kind === "undeliverable" || failure?.kind === "internal") return circuit;
  const recent = withOutcome(circuit.recent, { message, isTaken: failure === null });
  if (failure === null) return { ...CLOSED, recent: circuit.openedAt === null ? recent : [] };
  if (circuit.openedAt !== null) {
    // What was on its way when the circuit opened is no probe.
    if (outcome.at < circuit.openedAt) return { ...circuit, recent };
    return { ...circuit, recent, probes: circuit.probes + 1, probeAt: probeAfter(circuit.probes + 1, failure, now) };
  }
  const reason = outageOf(outcome.channel, failure) ?? mostlyFailed(recent);
  if (reason === null) return { ...circuit, recent };
  return { openedAt: now, reason, probes: 0, probeAt: probeAfter(0, failure, now), recent };
}

/** Whether both say the same to whoever asks, so that there is nothing to keep. */
export function isSameCircuit(one: Circuit, other: Circuit): boolean {
  const isQuiet = ({ openedAt, recent }: Circuit) => openedAt === null && recent.every(({ isTaken }) => isTaken);
  if (isQuiet(one) && isQuiet(other)) return one.recent.length === WINDOW;
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether an open circuit is raised as an alert of its own. */
export function isWorthAlert({ openedAt }: Pick<Circuit, "openedAt">, now: Date): boolean {
  return openedAt !== null && now.getTime() - openedAt.getTime() >= ALERT_AFTER_MS;
}

/** The schedule's next wait, or what the provider asked for where that is longer, within a minute. */
function probeAfter(probes: number, failure: DeliveryFailure, now: Date): Date {
  const scheduled = PROBE_WAITS_MS[probes] ?? LONGEST_PROBE_WAIT_MS;
  const asked = failure.kind === "http" ? (failure.retryAfterMs ?? 0) : 0;
  return addMs(now, Math.min(Math.max(scheduled, asked), LONGEST_PROBE_WAIT_MS));
}

/**
 * Why a single failure means that the provider takes nothing from us; null where it may be this message's alone. A push goes
 * to the service of each browser's maker, so one of them speaks for itself only.
 */
function outageOf(channel: Channel, failure: DeliveryFailure): string | null {
  if (channel === "push") return null;
  switch (failure.kind) {
    case "http":
      if (failure.status === 401) return "the provider rejected the credentials (401)";
      return failure.status === 429 ? "the provider limits the rate of messages (429)" : null;
    case "smtp":
      if (AUTHENTICATION_CODES.includes(failure.code))
        return `the mail server rejected the credentials (${failure.code})`;
      return failure.code === 421 ? "the mail server is not available (421)" : null;
    case "broken-connection":
      return failure.isUnreachable ? "the provider cannot be reached" : null;
    default:
      return null;
  }
}

const AUTHENTICATION_CODES: readonly number[] = [454, 530, 534, 535];

function mostlyFailed(recent: readonly RecentOutcome[]): string | null {
  const failed = recent.filter(({ isTaken }) => !isTaken).length;
  if (recent.length < LEAST || failed < recent.length * SHARE) return null;
  return `${failed} of the last ${recent.length} messages failed`;
}

function withOutcome(recent: readonly RecentOutcome[], outcome: RecentOutcome): RecentOutcome[] {
  return [...recent.filter(({ message }) => message !== outcome.message), outcome].slice(-WINDOW);
}
