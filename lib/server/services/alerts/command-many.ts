import "server-only";
import type { BulkBody } from "@/lib/alerts/requests";
import { type AlertWire, alertToWire } from "@/lib/alerts/wire";
import { AppError, type ErrorCode } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";
import { commandAlert } from "./command";
import { orderOf } from "./order-of";

/** What became of one of many: the alert as it then is, or why it was refused. */
export type BulkResult =
  | { id: number; ok: true; alert: AlertWire }
  | {
      id: number;
      ok: false;
      error: { code: ErrorCode; message: string; details: Record<string, unknown> | null };
    };

/** Gives one command to each alert, each in a unit of its own: what one refuses does not hold up the others. */
export async function commandMany(ctx: Context, body: BulkBody): Promise<BulkResult[]> {
  const move = orderOf(body);
  const results: BulkResult[] = [];
  for (const { id, version } of body.alerts) {
    try {
      const alert = await commandAlert(ctx, { alertId: id, expectedVersion: version, move });
      results.push({ id, ok: true, alert: alertToWire(alert) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { code, message, details = null } = error;
      results.push({ id, ok: false, error: { code, message, details } });
    }
  }
  return results;
}
