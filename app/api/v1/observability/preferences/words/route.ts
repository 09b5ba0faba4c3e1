import { PreferencesBody } from "@/lib/preferences/body";
import { endpoint } from "@/lib/server/endpoint";
import { describeMoments } from "@/lib/server/services/preferences/describe-moments";

/** What preferences would mean, before they are saved; nothing is changed. */
export const POST = endpoint({ permission: "status:read", body: PreferencesBody }, (ctx, { body }) =>
  describeMoments(ctx, body),
);
