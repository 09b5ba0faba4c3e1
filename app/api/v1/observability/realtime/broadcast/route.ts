import { AnnouncementBody } from "@/lib/feed/announcement";
import { endpoint } from "@/lib/server/endpoint";
import { announce } from "@/lib/server/services/announcements/announce";

/** Tells every connected console, and those that connect before it expires. */
export const POST = endpoint({ permission: "house:admin", body: AnnouncementBody, status: 201 }, (ctx, { body }) =>
  announce(ctx, body),
);
