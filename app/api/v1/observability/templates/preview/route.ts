import { PreviewBody } from "@/lib/notifications/template-wire";
import { endpoint } from "@/lib/server/endpoint";
import { previewTemplate } from "@/lib/server/services/templates/preview";

/** What a message would look like; sends nothing. */
export const POST = endpoint({ permission: "house:admin", body: PreviewBody }, (ctx, { body }) =>
  previewTemplate(ctx, body),
);
