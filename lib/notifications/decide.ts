import { type Candidate, listCandidates } from "./candidates";
import { GATES, type GateAnswer } from "./gates";
import type { Decision, GateResult, House, Planned, Telling } from "./house";

/** A decision for every recipient and channel there is; nothing is left out silently. */
export function decide(telling: Telling, house: House, now: Date): Planned[] {
  return listCandidates(telling, house).map((candidate) => decideOne(candidate, telling, house, now));
}

function decideOne(candidate: Candidate, telling: Telling, house: House, now: Date): Planned {
  const { recipient, channel } = candidate;
  const gates: GateResult[] = [];
  const holds: Extract<GateAnswer, { kind: "hold" }>[] = [];
  for (const { name, ask } of GATES) {
    const answer = ask({ ...candidate, telling, house, now });
    gates.push({ gate: name, result: answer.kind, reason: answer.reason });
    if (answer.kind === "skip") return { recipient, channel, gates, decision: answer };
    if (answer.kind === "hold") holds.push(answer);
  }
  return { recipient, channel, gates, decision: latest(holds) ?? sendAs(gates) };
}

/** Of several waits the one that ends last. */
function latest(holds: readonly Extract<GateAnswer, { kind: "hold" }>[]): Decision | null {
  const [first, ...others] = holds;
  if (first === undefined) return null;
  return others.reduce((late, one) => (one.until > late.until ? one : late), first);
}

function sendAs(gates: readonly GateResult[]): Decision {
  return { kind: "send", reason: gates.find(({ gate }) => gate === "channel")?.reason ?? "" };
}

/** The gate whose word a decision is. */
export function decidingGate({ decision, gates }: Pick<Planned, "decision" | "gates">): string {
  return gates.find(({ result, reason }) => result === decision.kind && reason === decision.reason)?.gate ?? "channel";
}
