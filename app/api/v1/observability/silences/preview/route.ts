import { endpoint } from "@/lib/server/endpoint";
import { previewSilence } from "@/lib/server/services/silences/preview";
import { PreviewBody } from "@/lib/silences/body";

export const POST = endpoint({ permission: "alerts:act", body: PreviewBody }, (ctx, { body }) =>
  previewSilence(ctx, body),
);
