import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { readSilence } from "@/lib/server/services/silences/read";
import { changeSilence } from "@/lib/server/services/silences/save";
import { SilenceBody } from "@/lib/silences/body";

const Params = z.object({ id: IntegerId });

export const GET = endpoint({ permission: "status:read", params: Params }, (ctx, { params }) =>
  readSilence(ctx, params.id),
);

export const PUT = endpoint({ permission: "alerts:act", params: Params, body: SilenceBody }, (ctx, { params, body }) =>
  changeSilence(ctx, { id: params.id, body }),
);
