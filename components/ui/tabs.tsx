import Link from "next/link";
import { toRoute } from "./route";

interface Tab {
  word: string;
  href: string;
  current: boolean;
  count?: number;
}

/** Tabs are links: the choice lives in the URL. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(({ word, href, current, count }) => (
        <Link key={word} href={toRoute(href)} scroll={false} aria-current={current ? "page" : undefined}>
          {word}
          {count !== undefined && <span>{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
