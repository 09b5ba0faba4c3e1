import "server-only";
import { countErrors, type ErrorSource, listErrors } from "@/db/queries/dashboards/errors";
import type { TypeCount } from "@/db/queries/dashboards/security";
import type { RecentError } from "@/lib/dashboards/schema";
import type { Interval } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import type { Question } from "./question";

const SOURCES: readonly ErrorSource[] = ["platform", "pitboss"];

/** Errors of a window by type, the platform's and our own; a type may come twice. */
export async function readErrorTypes(
  ctx: Context,
  { platform, filter }: Question,
  window: Interval,
): Promise<TypeCount[]> {
  const theirs = await countErrors(platform, filter, { source: "platform", window });
  const ours = await countErrors(ctx.db, filter, { source: "pitboss", window });
  return [...theirs, ...ours];
}

interface RecentAsked {
  window: Interval;
  severities: readonly string[];
  limit: number;
}

/** The newest errors of a window from both, newest first. */
export async function readRecentErrors(
  ctx: Context,
  { platform, filter }: Question,
  { window, severities, limit }: RecentAsked,
): Promise<RecentError[]> {
  const found: RecentError[] = [];
  for (const source of SOURCES) {
    const db = source === "platform" ? platform : ctx.db;
    const rows = await listErrors(db, filter, { source, window, severities, limit });
    found.push(...rows.map(({ createdAt, ...row }) => ({ ...row, source, created_at: createdAt.toISOString() })));
  }
  return found.sort((a, b) => (a.created_at < b.created_at ? 1 : -1)).slice(0, limit);
}
