import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { readAlert } from "@/lib/server/services/alerts/read";

const Params = z.object({ id: IntegerId });

export const GET = endpoint({ permission: "status:read", params: Params }, (ctx, { params }) =>
  readAlert(ctx, params.id),
);
