import type { IconName } from "@/components/ui/icon";
import { isAllowed, type Permission } from "@/lib/access/permissions";
import type { Actor } from "@/lib/access/schema";

export interface NavItem {
  href: string;
  word: string;
  icon: IconName;
  permission: Permission;
}

export interface NavGroup {
  name: string;
  items: readonly NavItem[];
}

const GROUPS: readonly NavGroup[] = [
  {
    name: "Floor",
    items: [
      { href: "/", word: "Live status", icon: "live", permission: "status:read" },
      { href: "/executive", word: "Executive", icon: "executive", permission: "executive:read" },
      { href: "/operations", word: "Operations", icon: "operations", permission: "dashboards:read" },
      { href: "/security", word: "Security", icon: "security", permission: "security:read" },
      { href: "/players", word: "Players", icon: "players", permission: "executive:read" },
      { href: "/system", word: "System", icon: "system", permission: "dashboards:read" },
    ],
  },
  {
    name: "Response",
    items: [
      { href: "/alerts", word: "Alerts", icon: "alerts", permission: "status:read" },
      { href: "/silences", word: "Silences", icon: "silence", permission: "status:read" },
      { href: "/escalation", word: "Escalation", icon: "escalation", permission: "status:read" },
    ],
  },
  {
    name: "House",
    items: [
      { href: "/people", word: "People", icon: "person", permission: "house:admin" },
      { href: "/rules", word: "Rules", icon: "rules", permission: "status:read" },
      { href: "/delivery", word: "Delivery", icon: "send", permission: "dashboards:read" },
      { href: "/settings", word: "Settings", icon: "settings", permission: "status:read" },
    ],
  },
];

/** On a phone these three stand in the bottom bar; the others are behind More. */
const DOCKED = ["/", "/executive", "/alerts"];

/** What this actor may read; a group with nothing in it is left out. */
export function navOf(actor: Actor): NavGroup[] {
  return GROUPS.map(({ name, items }) => ({
    name,
    items: items.filter((item) => isAllowed(actor, item.permission, "read")),
  })).filter((group) => group.items.length > 0);
}

/** Splits the same items for the phone. */
export function dockOf(groups: readonly NavGroup[]): { docked: NavItem[]; behindMore: NavItem[] } {
  const items = groups.flatMap((group) => group.items);
  return {
    docked: items.filter((item) => DOCKED.includes(item.href)),
    behindMore: items.filter((item) => !DOCKED.includes(item.href)),
  };
}

/** `/alerts/12` is within Alerts; only `/` itself is Live status. */
export function isCurrent(href: string, pathname: string): boolean {
  return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}
