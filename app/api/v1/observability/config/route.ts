import { ConfigBody } from "@/lib/rules/config";
import { endpoint } from "@/lib/server/endpoint";
import { changeConfig } from "@/lib/server/services/config/change";
import { readConfig } from "@/lib/server/services/config/read";

export const GET = endpoint({ permission: "status:read" }, (ctx) => readConfig(ctx));

/** A part may be sent alone; what is left out stays. */
export const PUT = endpoint({ permission: "house:admin", body: ConfigBody }, (ctx, { body }) =>
  changeConfig(ctx, body),
);
