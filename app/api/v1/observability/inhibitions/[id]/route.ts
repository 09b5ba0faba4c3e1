import { z } from "zod";
import { InhibitionBody } from "@/lib/alerts/inhibition";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { changeInhibition, deleteInhibition } from "@/lib/server/services/inhibitions/save";

const Params = z.object({ id: IntegerId });

export const PUT = endpoint(
  { permission: "house:admin", params: Params, body: InhibitionBody },
  (ctx, { params, body }) => changeInhibition(ctx, { id: params.id, given: body }),
);

export const DELETE = endpoint({ permission: "house:admin", params: Params }, (ctx, { params }) =>
  deleteInhibition(ctx, params.id),
);
