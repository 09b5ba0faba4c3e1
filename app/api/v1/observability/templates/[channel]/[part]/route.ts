import { TemplateBody, TemplatePath } from "@/lib/notifications/template-wire";
import { endpoint } from "@/lib/server/endpoint";
import { resetTemplate, saveTemplate } from "@/lib/server/services/templates/save";

/** Keeps the words where they hold for every sample; refuses them with line and reason where they break. */
export const PUT = endpoint(
  { permission: "house:admin", params: TemplatePath, body: TemplateBody },
  (ctx, { params, body }) => saveTemplate(ctx, params, body),
);

/** The built-in words again. */
export const DELETE = endpoint({ permission: "house:admin", params: TemplatePath }, (ctx, { params }) =>
  resetTemplate(ctx, params),
);
