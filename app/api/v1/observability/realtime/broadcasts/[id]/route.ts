import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { endAnnouncement } from "@/lib/server/services/announcements/end";

/** Ends an announcement before its time. */
export const DELETE = endpoint(
  { permission: "house:admin", params: z.object({ id: IntegerId }) },
  (ctx, { params: { id } }) => endAnnouncement(ctx, id),
);
