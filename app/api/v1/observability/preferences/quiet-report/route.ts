import { endpoint } from "@/lib/server/endpoint";
import { readQuietReport } from "@/lib/server/services/preferences/read-quiet-report";

export const GET = endpoint({ permission: "status:read" }, (ctx) => readQuietReport(ctx));
