import { listInhibitions } from "@/db/queries/inhibitions";
import { InhibitionBody, inhibitionToWire } from "@/lib/alerts/inhibition";
import { endpoint } from "@/lib/server/endpoint";
import { createInhibition } from "@/lib/server/services/inhibitions/save";

export const GET = endpoint({ permission: "status:read" }, async (ctx) =>
  (await listInhibitions(ctx.db)).map(inhibitionToWire),
);

export const POST = endpoint({ permission: "house:admin", body: InhibitionBody, status: 201 }, (ctx, { body }) =>
  createInhibition(ctx, body),
);
