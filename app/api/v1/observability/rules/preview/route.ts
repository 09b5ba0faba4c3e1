import { endpoint } from "@/lib/server/endpoint";
import { PreviewInput, previewRule } from "@/lib/server/services/rules/preview";
import { previewToWire } from "@/lib/server/services/rules/preview-wire";

export const POST = endpoint({ permission: "status:read", body: PreviewInput }, async (ctx, { body }) =>
  previewToWire(await previewRule(ctx, body)),
);
