import { z } from "zod";
import { endpoint } from "@/lib/server/endpoint";
import { readOwnDrills, seeDrills } from "@/lib/server/services/drills/list";

const IDS = "expected ids of drills, such as [12]";
const Body = z.strictObject({ seen: z.array(z.number(IDS).int(IDS).positive(IDS), IDS).min(1, IDS).max(100, IDS) });

export const GET = endpoint({ permission: "status:read" }, (ctx) => readOwnDrills(ctx));

export const POST = endpoint({ permission: "status:read", body: Body }, (ctx, { body }) => seeDrills(ctx, body.seen));
