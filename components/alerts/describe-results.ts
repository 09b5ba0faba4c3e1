import { z } from "zod";

/** `POST /alerts/bulk`, as far as the page reads it. */
export const BulkResults = z.object({
  results: z.array(
    z.discriminatedUnion("ok", [
      z.object({ id: z.number(), ok: z.literal(true) }),
      z.object({ id: z.number(), ok: z.literal(false), error: z.object({ message: z.string() }) }),
    ]),
  ),
});

const PAST: Record<string, string> = {
  acknowledge: "acknowledged",
  unacknowledge: "triggered again",
  resolve: "resolved",
  snooze: "snoozed",
  assign: "assigned",
  outcome: "marked",
};

/** "3 acknowledged. 1 refused: A-12: The alert is resolved, …". */
export function describeResults(
  results: z.infer<typeof BulkResults>["results"],
  command: string,
): { status: "ok" | "info"; text: string } {
  const refused = results.flatMap((result) => (result.ok ? [] : [result]));
  const done = `${results.length - refused.length} ${PAST[command] ?? command}.`;
  const [first] = refused;
  if (first === undefined) return { status: "ok", text: done };
  return { status: "info", text: `${done} ${refused.length} refused: A-${first.id}: ${first.error.message}` };
}
