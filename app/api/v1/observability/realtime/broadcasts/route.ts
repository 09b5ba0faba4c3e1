import { endpoint } from "@/lib/server/endpoint";
import { readCurrentAnnouncements } from "@/lib/server/services/announcements/list";

/** The announcements that consoles show now, newest first. */
export const GET = endpoint({ permission: "status:read" }, (ctx) => readCurrentAnnouncements(ctx));
