import { listOf } from "@/lib/rules/describe";
import type { TrialJson } from "./rule-wire";

const NONE = "None";

/** One line of "If it fired now". */
export interface ToldLine {
  recipient: string;
  /** By which channels, "None" where by none. */
  channels: string;
  outcome: string;
}

/** Each recipient once: the channels that reach him and when; then those who are not told, and why. */
export function toldByRecipient(told: TrialJson["told"]): ToldLine[] {
  const recipients = [...new Set(told.map(({ recipient }) => recipient))];
  const lines = recipients.map((recipient) =>
    lineOf(
      recipient,
      told.filter((one) => one.recipient === recipient),
    ),
  );
  return [...lines.filter(({ channels }) => channels !== NONE), ...notTold(lines)];
}

/** Those whom the same thing keeps from hearing share a line. */
function notTold(lines: readonly ToldLine[]): ToldLine[] {
  const left = lines.filter(({ channels }) => channels === NONE);
  const outcomes = [...new Set(left.map(({ outcome }) => outcome))];
  return outcomes.map((outcome) => {
    const recipients = left.filter((line) => line.outcome === outcome).map(({ recipient }) => recipient);
    return { recipient: listOf(recipients), channels: NONE, outcome };
  });
}

function lineOf(recipient: string, decisions: TrialJson["told"]): ToldLine {
  const reached = decisions.filter(({ decision }) => decision !== "skip");
  const [first] = decisions;
  if (reached.length === 0) return { recipient, channels: NONE, outcome: `not told: ${first?.reason ?? "no channel"}` };
  const isHeld = reached.every(({ decision }) => decision === "hold");
  return {
    recipient,
    channels: reached.map(({ channel }) => channel).join(", "),
    outcome: isHeld ? `held: ${reached[0]?.reason ?? ""}` : "at once",
  };
}
