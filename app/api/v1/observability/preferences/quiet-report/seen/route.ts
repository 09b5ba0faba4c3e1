import { z } from "zod";
import { endpoint } from "@/lib/server/endpoint";
import { seeQuietReport } from "@/lib/server/services/preferences/read-quiet-report";

const Body = z.object({
  until: z.iso
    .datetime("expected the report's own until, such as 2026-11-22T06:00:00.000Z")
    .transform((text) => new Date(text)),
});

export const POST = endpoint({ permission: "status:read", body: Body }, (ctx, { body }) => seeQuietReport(ctx, body));
