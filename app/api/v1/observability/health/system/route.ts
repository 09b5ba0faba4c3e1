import { AsOf } from "@/lib/kernel/as-of";
import { endpoint } from "@/lib/server/endpoint";
import { systemHealth } from "@/lib/server/services/health/system";

export const GET = endpoint({ permission: "status:read", query: AsOf }, (ctx, { query }) => systemHealth(ctx, query));
