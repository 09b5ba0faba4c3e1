import { endpoint } from "@/lib/server/endpoint";
import { readDigest } from "@/lib/server/services/preferences/read-digest";

export const GET = endpoint({ permission: "status:read" }, (ctx) => readDigest(ctx));
