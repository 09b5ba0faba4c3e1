import { BulkBody } from "@/lib/alerts/requests";
import { endpoint } from "@/lib/server/endpoint";
import { commandMany } from "@/lib/server/services/alerts/command-many";

export const POST = endpoint({ permission: "alerts:act", body: BulkBody }, async (ctx, { body }) => ({
  results: await commandMany(ctx, body),
}));
