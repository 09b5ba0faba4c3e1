import Link from "next/link";
import type { ReactNode } from "react";
import { Page } from "@/components/shell/page";
import { Callout } from "@/components/ui/callout";
import { Icon, type IconName } from "@/components/ui/icon";
import { toRoute } from "@/components/ui/route";
import { describeLimit, isAllowed, type Permission } from "@/lib/access/permissions";
import { type Actor, limitOf } from "@/lib/access/schema";

interface Section {
  href: string;
  word: string;
  icon: IconName;
  permission: Permission;
}

const SECTIONS = [
  { href: "/settings", word: "House", icon: "executive", permission: "status:read" },
  { href: "/settings/tokens", word: "Tokens", icon: "token", permission: "status:read" },
  { href: "/settings/channels", word: "Channels", icon: "send", permission: "status:read" },
  { href: "/settings/templates", word: "Templates", icon: "log", permission: "house:admin" },
  { href: "/settings/thresholds", word: "Thresholds", icon: "rules", permission: "status:read" },
  { href: "/settings/grouping", word: "Grouping", icon: "brands", permission: "status:read" },
  { href: "/settings/announcements", word: "Announce", icon: "broadcast", permission: "house:admin" },
  { href: "/settings/measures", word: "Measures", icon: "webhook", permission: "house:admin" },
] as const satisfies readonly Section[];
export type SectionPath = (typeof SECTIONS)[number]["href"];

/** Sections in which an account limited to brands has something of its own; in the others it only looks. */
const OF_BRANDS: readonly SectionPath[] = ["/settings", "/settings/tokens"];

interface SettingsFrameProps {
  section: SectionPath;
  actor: Actor;
  /** Above everything: what is wrong in this section. */
  banner?: ReactNode;
  /** Where a detail leads back to, on a phone; absent: to the settings. */
  back?: { href: string; word: string };
  title?: string;
  children: ReactNode;
}

/** A section of the settings: its title in the bar, the other sections beside it, on a phone above it. */
export function SettingsFrame({ section, actor, banner, back, title, children }: SettingsFrameProps) {
  const current = SECTIONS.find(({ href }) => href === section);
  const limit = OF_BRANDS.includes(section) || limitOf(actor) === null ? null : describeLimit(actor);
  const shown = SECTIONS.filter(({ permission }) => isAllowed(actor, permission, "read"));
  return (
    <Page
      title={title ?? (section === "/settings" ? "Settings" : (current?.word ?? "Settings"))}
      back={section === "/settings" ? undefined : <Crumb {...(back ?? { href: "/settings", word: "Settings" })} />}
    >
      {banner}
      <div className="settings">
        <nav className="settings-nav" aria-label="Settings">
          {shown.map(({ href, word, icon }) => (
            <Link key={href} href={toRoute(href)} aria-current={href === section ? "page" : undefined}>
              <Icon name={icon} size={15} />
              {word}
            </Link>
          ))}
        </nav>
        <div className="settings-main">
          {limit === null ? (
            children
          ) : (
            <>
              <Callout status="info">{limit}</Callout>
              <fieldset disabled className="contents">
                {children}
              </fieldset>
            </>
          )}
        </div>
      </div>
    </Page>
  );
}

function Crumb({ href, word }: { href: string; word: string }) {
  return (
    <Link href={toRoute(href)} className="flex items-center gap-[4px] text-text-2" aria-label={`Back to ${word}`}>
      <Icon name="back" size={18} className="md:hidden" />
      <span className="max-md:hidden">{word}</span>
      <Icon name="next" size={14} className="max-md:hidden" />
    </Link>
  );
}
