import { NewBrowser } from "@/lib/preferences/browser";
import { endpoint } from "@/lib/server/endpoint";
import { readBrowsers } from "@/lib/server/services/contacts/read-browsers";
import { subscribeBrowser } from "@/lib/server/services/contacts/subscribe-browser";

export const GET = endpoint({ permission: "status:read" }, (ctx) => readBrowsers(ctx));

/** As with the preferences, a token needs the scope admin. */
export const POST = endpoint({ permission: "status:read", body: NewBrowser, status: 201 }, (ctx, { body }) =>
  subscribeBrowser(ctx, body),
);
