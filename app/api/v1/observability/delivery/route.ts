import { deliveryToWire } from "@/lib/notifications/delivery-wire";
import { DeliveryQuery } from "@/lib/notifications/requests";
import { endpoint } from "@/lib/server/endpoint";
import { readDelivery } from "@/lib/server/services/notifications/read-delivery";

export const GET = endpoint({ permission: "dashboards:read", query: DeliveryQuery }, async (ctx, { query }) =>
  deliveryToWire(await readDelivery(ctx, query)),
);
