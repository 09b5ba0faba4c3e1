import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { endSilence } from "@/lib/server/services/silences/end";
import { EndBody } from "@/lib/silences/body";

const Params = z.object({ id: IntegerId });

export const POST = endpoint({ permission: "alerts:act", params: Params, body: EndBody }, (ctx, { params, body }) =>
  endSilence(ctx, { id: params.id, ...body }),
);
