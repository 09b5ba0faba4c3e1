import { endpoint } from "@/lib/server/endpoint";
import { readOnCall } from "@/lib/server/services/on-call/read";

export const GET = endpoint({ permission: "status:read" }, (ctx) => readOnCall(ctx));
