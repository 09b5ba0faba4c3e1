import { SentRule } from "@/lib/rules/requests";
import { endpoint } from "@/lib/server/endpoint";
import { tryUnsavedRule } from "@/lib/server/services/rules/try-rule";

export const POST = endpoint({ permission: "brands:admin", body: SentRule }, (ctx, { body }) =>
  tryUnsavedRule(ctx, body),
);
