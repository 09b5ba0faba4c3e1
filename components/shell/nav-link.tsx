"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { isCurrent, type NavItem } from "./nav";

interface NavLinkProps {
  item: NavItem;
  /** Size of its icon: 16 at the side, 20 in the dock. */
  size?: number;
  children?: ReactNode;
  wordClass?: string;
  onFollow?: () => void;
}

/** Keeps the chosen brand from page to page. */
export function NavLink({ item, size = 16, children, wordClass, onFollow }: NavLinkProps) {
  const pathname = usePathname();
  const brand = useSearchParams().get("brand");
  return (
    <Link
      href={{ pathname: item.href, query: brand === null ? {} : { brand } }}
      aria-current={isCurrent(item.href, pathname) ? "page" : undefined}
      title={item.word}
      onClick={onFollow}
    >
      <Icon name={item.icon} size={size} />
      <span className={wordClass}>{item.word}</span>
      {children}
    </Link>
  );
}
