import { Grouping } from "@/lib/alerts/group";
import { endpoint } from "@/lib/server/endpoint";
import { changeGrouping, findGrouping } from "@/lib/server/services/alerts/grouping";

export const GET = endpoint({ permission: "house:admin" }, (ctx) => findGrouping(ctx.db));

/** A part may be sent alone; the rest stays. */
export const PUT = endpoint({ permission: "house:admin", body: Grouping.partial() }, (ctx, { body }) =>
  changeGrouping(ctx, body),
);
