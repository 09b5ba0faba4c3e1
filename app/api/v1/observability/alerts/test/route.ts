import { endpoint } from "@/lib/server/endpoint";
import { deliverTests } from "@/lib/server/services/notifications/deliver-tests";

/** One test message by every channel; what each provider said, or why it was not asked. */
export const POST = endpoint({ permission: "house:admin" }, (ctx) => deliverTests(ctx));
