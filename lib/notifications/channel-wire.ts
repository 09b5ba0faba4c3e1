import type { ChannelAttempt, ChannelDetail, ChannelLine, ChannelTest } from "./channel-line";
import type { Handover } from "./channel-state";

/** Whether the provider's own words are told: only to who may change the channel. */
export type Words = "with-words" | "without-words";

/** A channel as the API writes it. No value of a secret is in it, by whatever name. */
export function channelToWire(line: ChannelLine, words: Words) {
  return {
    id: line.channel,
    state: line.state,
    since: iso(line.since),
    reason: line.reason,
    variables: line.variables,
    destination: line.destination,
    last_test: handoverToWire(line.lastTest, words),
    last_message: handoverToWire(line.lastMessage, words),
    delivered_24h: line.delivered,
    refused_24h: line.refused,
    usual_ms: line.usualMs,
  };
}

export function channelDetailToWire(detail: ChannelDetail) {
  return {
    ...channelToWire(detail, "with-words"),
    configuration: detail.configuration.map(({ name, what, shown }) => ({ name, what, is_set: shown !== null, shown })),
    attempts: detail.attempts.map(attemptToWire),
    refusals: detail.refusals.map(attemptToWire),
    tests: detail.tests.map(testToWire),
  };
}

function handoverToWire(handover: Handover | null, words: Words) {
  if (handover === null) return null;
  return {
    at: handover.at.toISOString(),
    delivered: handover.isDelivered,
    duration_ms: handover.durationMs,
    response: words === "with-words" ? handover.word : null,
  };
}

function attemptToWire(attempt: ChannelAttempt) {
  return {
    at: attempt.at.toISOString(),
    delivered: attempt.isDelivered,
    duration_ms: attempt.durationMs,
    response: attempt.word,
    attempt: attempt.attempt,
    alert_id: attempt.alertId,
    title: attempt.title,
    occasion: attempt.occasion,
    severity: attempt.severity,
    to: attempt.to,
  };
}

function testToWire(test: ChannelTest) {
  const { at, isDelivered, durationMs, word, by } = test;
  return { at: at.toISOString(), delivered: isDelivered, duration_ms: durationMs, response: word, by };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}

export type ChannelWire = ReturnType<typeof channelToWire>;
export type ChannelDetailWire = ReturnType<typeof channelDetailToWire>;
