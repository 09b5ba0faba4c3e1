import { endpoint } from "@/lib/server/endpoint";
import { serviceHealth } from "@/lib/server/services/health/list";

export const GET = endpoint({ permission: "status:read" }, (ctx) => serviceHealth(ctx));
