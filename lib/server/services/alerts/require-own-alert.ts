import "server-only";
import { describeLimit } from "@/lib/access/permissions";
import { limitOf } from "@/lib/access/schema";
import type { Alert } from "@/lib/alerts/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";

/** Why the caller may read this alert and not act on it; null where it may act. An alert of no brand concerns all of them. */
export function whyNotAct({ actor }: Pick<Context, "actor">, { brand }: Pick<Alert, "brand">): string | null {
  return brand === null && limitOf(actor) !== null ? describeLimit(actor) : null;
}

/** @throws AppError `forbidden` for an alert of the whole platform, where the caller is limited to brands. */
export function requireOwnAlert(ctx: Pick<Context, "actor">, alert: Pick<Alert, "brand">): void {
  const reason = whyNotAct(ctx, alert);
  if (reason !== null) throw new AppError("forbidden", reason);
}
