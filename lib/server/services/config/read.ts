import "server-only";
import { listRules } from "@/db/queries/rules";
import { type ConfigWire, configOf } from "@/lib/rules/config";
import type { Context } from "@/lib/server/context";

/** The two-level thresholds as their rules have them. */
export async function readConfig(ctx: Context): Promise<ConfigWire> {
  return configOf(await listRules(ctx.db));
}
