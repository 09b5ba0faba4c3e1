import "server-only";
import { listBrowsers } from "@/db/queries/browsers";
import type { SavedPreferences } from "@/db/queries/preferences";
import { DEFAULT_PREFERENCES, type PreferencesWire } from "@/lib/preferences/wire";
import type { Context } from "@/lib/server/context";

/** What counts for an account: what it saved, else the defaults, with push on for who switched it on in a browser. */
export async function presentPreferences(
  { db }: Pick<Context, "db">,
  accountId: number,
  saved: SavedPreferences | null,
): Promise<PreferencesWire> {
  if (saved !== null) return saved.preferences;
  const browsers = await listBrowsers(db, accountId);
  return { ...DEFAULT_PREFERENCES, push_notifications: browsers.length > 0 };
}
