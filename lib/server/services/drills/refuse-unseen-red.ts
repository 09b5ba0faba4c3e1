import "server-only";
import { listDrillsOf } from "@/db/queries/drills";
import { AppError } from "@/lib/kernel/errors";
import { addMs } from "@/lib/kernel/time";
import { unseenRed } from "@/lib/on-call/drill";
import { listOf } from "@/lib/rules/describe";
import type { Context } from "@/lib/server/context";
import { DRILL_MEMORY_MS } from "./list";

/** Who cannot be reached should know before taking over. @throws AppError `conflict` with the channels that failed. */
export async function refuseUnseenRed({ db, now }: Context, accountId: number): Promise<void> {
  const red = unseenRed(await listDrillsOf(db, accountId, addMs(now(), -DRILL_MEMORY_MS)), now());
  if (red.length === 0) return;
  const channels = red.map(({ channel }) => channel);
  const message = `The last drill did not reach you by ${listOf(channels)}: look at it on your preferences and mark it as seen, then take over.`;
  throw new AppError("conflict", message, { details: { channels, drills: red.map(({ id }) => id) } });
}
