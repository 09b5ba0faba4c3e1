import "server-only";
import { findPreferences, type SavedPreferences } from "@/db/queries/preferences";
import { describeNextQuiet } from "@/lib/preferences/quiet-hours";
import { type PreferencesWire, quietHoursOf } from "@/lib/preferences/wire";
import type { Context } from "@/lib/server/context";
import { ownAccountId } from "./own-account";
import { presentPreferences } from "./present";

/** The preferences of an account; those of who saved none are the defaults, without id and instants. */
export interface PreferencesAnswer extends PreferencesWire {
  id: number | null;
  admin_user_id: number;
  /** `tonight 22:00 to 08:00 Europe/Malta`; null where there are no quiet hours. */
  next_quiet: string | null;
  created_at: string | null;
  updated_at: string | null;
}

/** The caller's own. */
export async function readPreferences(ctx: Context): Promise<PreferencesAnswer> {
  const accountId = ownAccountId(ctx);
  const saved = await findPreferences(ctx.db, accountId);
  return answerOf(accountId, { saved, preferences: await presentPreferences(ctx, accountId, saved) }, ctx.now());
}

export function answerOf(
  accountId: number,
  { saved, preferences }: { saved: SavedPreferences | null; preferences: PreferencesWire },
  now: Date,
): PreferencesAnswer {
  return {
    id: saved?.id ?? null,
    admin_user_id: accountId,
    ...preferences,
    next_quiet: describeNextQuiet(quietHoursOf(preferences), now),
    created_at: saved?.createdAt.toISOString() ?? null,
    updated_at: saved?.updatedAt.toISOString() ?? null,
  };
}
