import { CustomAlertBody } from "@/lib/alerts/custom";
import { alertToWire } from "@/lib/alerts/wire";
import { endpoint } from "@/lib/server/endpoint";
import { raiseCustom } from "@/lib/server/services/alerts/raise-custom";

/** Reported again while it is open it is the same alert, answered as it then is. */
export const POST = endpoint({ permission: "alerts:act", body: CustomAlertBody, status: 201 }, async (ctx, { body }) =>
  alertToWire(await raiseCustom(ctx, body)),
);
