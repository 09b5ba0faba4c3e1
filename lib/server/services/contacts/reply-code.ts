import "server-only";
import { randomInt } from "node:crypto";
import { dropCodes, prolongCode, type ReplyCode, takeCode } from "@/db/queries/reply-codes";
import { invariant } from "@/lib/kernel/errors";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";

/** So long an expired code is told from one that was never given. */
const KEPT_MS = 7 * DAY_MS;
/** A number with so many open alerts would have been told of none of them any more. */
const TRIES = 200;

/**
 * Four digits by which a text message about an alert is answered: the same in every message and attempt while they count,
 * and of no other alert of the same number.
 */
export async function giveReplyCode({ db, now }: Context, given: Omit<ReplyCode, "code" | "usedAt">): Promise<string> {
  const at = now();
  const present = await prolongCode(db, { ...given, now: at });
  if (present !== null) return present;
  await dropCodes(db, { expiredBefore: addMs(at, -KEPT_MS) });
  for (let tried = 0; tried < TRIES; tried += 1) {
    const code = String(randomInt(1_000, 10_000));
    if (await takeCode(db, { ...given, code }, at)) return code;
  }
  invariant(false, "a number has fewer codes than there are");
}
