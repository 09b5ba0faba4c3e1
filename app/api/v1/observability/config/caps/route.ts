import { CapsBody } from "@/lib/notifications/caps-wire";
import { endpoint } from "@/lib/server/endpoint";
import { changeCaps, readCaps, resetCaps } from "@/lib/server/services/channels/caps";

export const GET = endpoint({ permission: "status:read" }, (ctx) => readCaps(ctx));

/** The caps of a channel, all of them; a channel that is left out stays as it is. */
export const PUT = endpoint({ permission: "house:admin", body: CapsBody }, (ctx, { body }) => changeCaps(ctx, body));

/** The defaults again. */
export const DELETE = endpoint({ permission: "house:admin" }, (ctx) => resetCaps(ctx));
