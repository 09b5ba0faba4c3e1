import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { readCalendarLinks, renewCalendarLinks } from "@/lib/server/services/on-call/calendar-link";

const Params = z.object({ id: IntegerId });

export const GET = endpoint({ permission: "status:read", params: Params }, (ctx, { params }) =>
  readCalendarLinks(ctx, params),
);

/** The links that were, stop. */
export const POST = endpoint({ permission: "status:read", params: Params }, (ctx, { params }) =>
  renewCalendarLinks(ctx, params),
);
