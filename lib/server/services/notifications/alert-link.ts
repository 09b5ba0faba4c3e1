import "server-only";
import { publicUrl } from "@/lib/server/access/session-cookie";

/** Where an alert is read in the console. */
export function alertLink(alertId: number): string {
  return new URL(`/alerts/${alertId}`, publicUrl()).href;
}
