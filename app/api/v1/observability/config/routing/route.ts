import { RoutingBody } from "@/lib/notifications/routing-wire";
import { endpoint } from "@/lib/server/endpoint";
import { changeRouting, readRouting, resetRouting } from "@/lib/server/services/channels/routing";

export const GET = endpoint({ permission: "status:read" }, (ctx) => readRouting(ctx));

/** One floor per channel; what is left out stays. */
export const PUT = endpoint({ permission: "house:admin", body: RoutingBody }, (ctx, { body }) =>
  changeRouting(ctx, body),
);

/** The default again. */
export const DELETE = endpoint({ permission: "house:admin" }, (ctx) => resetRouting(ctx));
