import "server-only";
import { addMs, SECOND_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { processWide } from "@/lib/server/process-wide";
import { readingPlatform } from "./reading-platform";

/** For how long an answer read for one viewer also serves the others who may see the same. */
const SHARED_MS = 10 * SECOND_MS;

interface Shared {
  until: Date;
  answer: Promise<unknown>;
}

interface Asked {
  /** What is asked: names the answer's type too, so each name has one reader. */
  name: string;
  brand?: string | undefined;
}

/**
 * Reads a page's figures once for all who look at it: a day of rows takes half a second, and pages renew themselves. Kept by
 * database, scope and brand, in memory; a failure is not kept.
 */
export function shared<Answer>(
  ctx: Context,
  { name, brand }: Asked,
  read: (at: Date) => Promise<Answer>,
): Promise<Answer> {
  const answers = answersOf(ctx.db);
  const at = ctx.now();
  for (const [key, { until }] of answers) if (until <= at) answers.delete(key);
  const key = JSON.stringify([name, ctx.scope.brands, brand]);
  const known = answers.get(key);
  // A name has one reader, so what lies under its key is that reader's answer.
  if (known !== undefined) return known.answer as Promise<Answer>;
  const answer = readingPlatform(() => read(at));
  answers.set(key, { until: addMs(at, SHARED_MS), answer });
  answer.catch(() => answers.delete(key));
  return answer;
}

function answersOf(db: object): Map<string, Shared> {
  const byDatabase = processWide("shared-answers", () => new WeakMap<object, Map<string, Shared>>());
  const known = byDatabase.get(db) ?? new Map<string, Shared>();
  byDatabase.set(db, known);
  return known;
}
