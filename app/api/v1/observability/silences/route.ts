import { endpoint } from "@/lib/server/endpoint";
import { listSilencesOf } from "@/lib/server/services/silences/list";
import { createSilence } from "@/lib/server/services/silences/save";
import { SilenceBody } from "@/lib/silences/body";
import { SilencesQuery } from "@/lib/silences/requests";

export const GET = endpoint({ permission: "status:read", query: SilencesQuery }, (ctx, { query }) =>
  listSilencesOf(ctx, query),
);

export const POST = endpoint({ permission: "alerts:act", body: SilenceBody, status: 201 }, (ctx, { body }) =>
  createSilence(ctx, body),
);
