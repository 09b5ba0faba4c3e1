import "server-only";
import { isDeepStrictEqual } from "node:util";
import { applyCaps, type CapsBody, capsToWire } from "@/lib/notifications/caps-wire";
import type { Caps } from "@/lib/notifications/house";
import { CAPS_KEY, CapsSetting } from "@/lib/notifications/settings";
import { DEFAULT_CAPS } from "@/lib/notifications/throttle";
import type { Context } from "@/lib/server/context";
import {
  changeHouseSetting,
  type HouseSetting,
  type PresentSetting,
  readHouseSetting,
  resetHouseSetting,
} from "./house-setting";

const CAPS: HouseSetting<Caps> = {
  key: CAPS_KEY,
  schema: CapsSetting,
  fallback: applyCaps(DEFAULT_CAPS, {}),
  noun: "caps",
  called: "the caps",
};

/** How many messages one recipient gets by each channel at most, the defaults beside them. */
export async function readCaps(ctx: Context) {
  return answerOf(await readHouseSetting(ctx, CAPS));
}
export type CapsAnswer = Awaited<ReturnType<typeof readCaps>>;

/** @throws AppError `conflict` with the present caps where somebody changed them since they were read. */
export async function changeCaps(ctx: Context, body: CapsBody): Promise<CapsAnswer> {
  const changed = await changeHouseSetting(ctx, CAPS, {
    apply: (before) => applyCaps(before, body),
    readAt: body.updated_at,
    present: versionOf,
  });
  return answerOf(changed);
}

export async function resetCaps(ctx: Context): Promise<CapsAnswer> {
  await resetHouseSetting(ctx, CAPS);
  return readCaps(ctx);
}

function answerOf(present: PresentSetting<Caps>) {
  const defaults = capsToWire(CAPS.fallback);
  return { ...versionOf(present), defaults, is_default: isDeepStrictEqual(capsToWire(present.value), defaults) };
}

function versionOf({ value, updatedAt, updatedBy }: PresentSetting<Caps>) {
  return { ...capsToWire(value), updated_at: updatedAt?.toISOString() ?? null, updated_by: updatedBy ?? null };
}
