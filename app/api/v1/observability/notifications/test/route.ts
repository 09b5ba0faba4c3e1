import { z } from "zod";
import { CHANNELS } from "@/lib/rules/schema";
import { endpoint } from "@/lib/server/endpoint";
import { deliverTest } from "@/lib/server/services/notifications/deliver-test";

const Body = z.object({ channel: z.enum(CHANNELS, `expected one of ${CHANNELS.join(", ")}`) });

/** Answers after the attempt, with the provider's word. */
export const POST = endpoint({ permission: "house:admin", body: Body }, (ctx, { body }) => deliverTest(ctx, body));
