import { endpoint } from "@/lib/server/endpoint";
import { readReachability } from "@/lib/server/services/drills/list";

export const GET = endpoint({ permission: "house:admin" }, (ctx) => readReachability(ctx));
