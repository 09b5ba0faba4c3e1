import "server-only";
import { findAccountByEmail } from "@/db/queries/accounts";
import {
  type Attempt,
  countFailure,
  findRecentFailures,
  forgetFailures,
  lockSignIns,
} from "@/db/queries/sign-in-failures";
import { maskEmail } from "@/lib/access/mask";
import type { Account } from "@/lib/access/schema";
import { FAILURE_WINDOW_MS, throttleSignIn } from "@/lib/access/throttle";
import { AppError } from "@/lib/kernel/errors";
import { addMs, SECOND_MS } from "@/lib/kernel/time";
import type { Context, Unit } from "@/lib/server/context";
import { verifyPassword } from "./password";

/** `forget` is for the unit that acts on a right password: the attempt and the e-mail's earlier failures no longer count. */
export type PasswordVerdict =
  | { kind: "right"; account: Account; forget(unit: Unit): Promise<void> }
  | { kind: "wrong"; account: Account | null; reason: "unknown e-mail" | "wrong password" | "account disabled" };

/**
 * Whether a password is that of an e-mail, asked as often as the throttle allows.
 * @throws AppError `limited` while the e-mail or the address has to wait; such an attempt is not looked at.
 */
export async function checkPassword(
  ctx: Context,
  attempt: Attempt,
  { password }: { password: string },
): Promise<PasswordVerdict> {
  const counted = await admit(ctx, attempt, ctx.now());
  const found = await findAccountByEmail(ctx.db, attempt.email);
  const isRight = await verifyPassword(password, found?.passwordHash ?? null);
  if (found === null) return { kind: "wrong", account: null, reason: "unknown e-mail" };
  const { account } = found;
  if (!isRight) return { kind: "wrong", account, reason: "wrong password" };
  if (account.isDisabled) return { kind: "wrong", account, reason: "account disabled" };
  return { kind: "right", account, forget: ({ db }) => forgetFailures(db, attempt, counted) };
}

/** Takes the attempt down as failed before it is tried, so that many at once are counted like many in turn. */
async function admit(ctx: Context, attempt: Attempt, at: Date): Promise<number[]> {
  const since = addMs(at, -FAILURE_WINDOW_MS);
  return ctx.unit(async (unit) => {
    await lockSignIns(unit.db);
    const verdict = throttleSignIn(await findRecentFailures(unit.db, attempt, since), at);
    if (verdict.kind === "allow") return countFailure(unit.db, attempt, { at, since });
    const seconds = Math.ceil((verdict.until.getTime() - at.getTime()) / SECOND_MS);
    ctx.log.warn({ who: maskEmail(attempt.email), address: attempt.address, seconds }, "sign-in throttled");
    throw new AppError("limited", `Too many failed attempts: try again in ${seconds} seconds.`, {
      details: { retryAfterSeconds: seconds },
    });
  });
}
