import { listRules } from "@/db/queries/rules";
import { ruleToWire } from "@/lib/rules/wire";
import { endpoint } from "@/lib/server/endpoint";

export const GET = endpoint({ permission: "status:read" }, async (ctx) => (await listRules(ctx.db)).map(ruleToWire));
