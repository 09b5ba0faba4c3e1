import { z } from "zod";
import { endpoint } from "@/lib/server/endpoint";
import { liveStatus } from "@/lib/server/services/live/status";

const Query = z.object({ brand: z.string().min(1).max(64).optional() });

/** What the live page shows: read again after a break longer than the feed remembers, and for one brand. */
export const GET = endpoint({ permission: "status:read", query: Query }, (ctx, { query }) => liveStatus(ctx, query));
