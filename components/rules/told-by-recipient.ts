import type { TrialJson } from "./rule-wire";

/** One line of "If it fired now". */
export interface ToldLine {
  recipient: string;
  /** By which channels, "None" where by none. */
  channels: string;
  outcome: string;
}

/** Each recipient once: the channels that reach him and when, or why none does. */
export function toldByRecipient(told: TrialJson["told"]): ToldLine[] {
  const recipients = [...new Set(told.map(({ recipient }) => recipient))];
  const lines = recipients.map((recipient) =>
    lineOf(
      recipient,
      told.filter((one) => one.recipient === recipient),
    ),
  );
  return lines.toSorted((a, b) => Number(a.channels === "None") - Number(b.channels === "None"));
}

function lineOf(recipient: string, decisions: TrialJson["told"]): ToldLine {
  const reached = decisions.filter(({ decision }) => decision !== "skip");
  const [first] = decisions;
  if (reached.length === 0)
    return { recipient, channels: "None", outcome: `not told: ${first?.reason ?? "no channel"}` };
  const isHeld = reached.every(({ decision }) => decision === "hold");
  return {
    recipient,
    channels: reached.map(({ channel }) => channel).join(", "),
    outcome: isHeld ? `held: ${reached[0]?.reason ?? ""}` : "at once",
  };
}
