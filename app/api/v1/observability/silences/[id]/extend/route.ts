import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { extendSilence } from "@/lib/server/services/silences/end";
import { ExtendBody } from "@/lib/silences/body";

const Params = z.object({ id: IntegerId });

export const POST = endpoint({ permission: "alerts:act", params: Params, body: ExtendBody }, (ctx, { params, body }) =>
  extendSilence(ctx, { id: params.id, ...body }),
);
