import "server-only";
import { listBrowsers } from "@/db/queries/browsers";
import { readinessOf } from "@/lib/notifications/readiness";
import type { PushWire } from "@/lib/preferences/browser";
import type { Context } from "@/lib/server/context";
import { type Env, env } from "@/lib/server/env";
import { ownAccountId } from "@/lib/server/services/preferences/own-account";
import { answerBrowser } from "./browser-answer";

/** The caller's own browsers, and what another one subscribes with. */
export async function readBrowsers(ctx: Context, settings: Env = env()): Promise<PushWire> {
  const browsers = await listBrowsers(ctx.db, ownAccountId(ctx));
  const readiness = readinessOf("push", settings);
  return {
    public_key: readiness.kind === "ready" ? (settings.VAPID_PUBLIC_KEY ?? null) : null,
    reason: readiness.kind === "ready" ? null : `${readiness.reason}.`,
    browsers: browsers.map(answerBrowser),
  };
}
