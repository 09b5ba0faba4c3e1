import type { GroupWire } from "@/lib/alerts/group-wire";
import type { AlertWire } from "@/lib/alerts/wire";

/** "3 alerts, 2 open". */
export function countOf({ alerts }: Pick<GroupWire, "alerts">): string {
  const open = alerts.filter(({ status }) => status !== "resolved").length;
  const all = alerts.length === 1 ? "1 alert" : `${alerts.length} alerts`;
  return open === alerts.length ? all : `${all}, ${open} open`;
}

/** "With 2 others. ": how many open alerts of a list are of the same group; empty where it stands alone or is over. */
export function companyOf(
  { id, group_id, status }: Pick<AlertWire, "id" | "group_id" | "status">,
  listed: readonly Pick<AlertWire, "id" | "group_id" | "status">[],
): string {
  if (group_id === null || status === "resolved") return "";
  const others = listed.filter((one) => one.group_id === group_id && one.id !== id && one.status !== "resolved").length;
  if (others === 0) return "";
  return others === 1 ? "With 1 other. " : `With ${others} others. `;
}
