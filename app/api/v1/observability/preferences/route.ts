import { PreferencesBody } from "@/lib/preferences/body";
import { endpoint } from "@/lib/server/endpoint";
import { readPreferences } from "@/lib/server/services/preferences/read";
import { savePreferences } from "@/lib/server/services/preferences/save";

export const GET = endpoint({ permission: "status:read" }, (ctx) => readPreferences(ctx));

/** Whoever may look may choose what reaches him; a token needs the scope admin, since its owner's mail hangs on it. */
export const PUT = endpoint({ permission: "status:read", body: PreferencesBody }, (ctx, { body }) =>
  savePreferences(ctx, body),
);
