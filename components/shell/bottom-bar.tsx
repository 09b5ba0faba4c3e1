"use client";

import { usePathname } from "next/navigation";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { dockOf, type NavGroup } from "./nav";
import { NavCount } from "./nav-count";
import { NavLink } from "./nav-link";
import { PersonChoices } from "./person-choices";

/** The phone's navigation: three places and the rest behind More. */
export function BottomBar({ groups }: { groups: readonly NavGroup[] }) {
  const [isOpen, setOpen] = useState(false);
  const { docked, behindMore } = dockOf(groups);
  const close = () => setOpen(false);
  // On an alert it gives way to the dock with the actions.
  if (/^\/alerts\/\d+$/.test(usePathname())) return null;
  return (
    <>
      <nav className="dock" aria-label="Main, phone">
        {docked.map((item) => (
          <NavLink key={item.href} item={item.href === "/" ? { ...item, word: "Live" } : item} size={20}>
            {item.href === "/alerts" && <NavCount />}
          </NavLink>
        ))}
        <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <Icon name="menu" size={20} />
          <span>More</span>
        </button>
      </nav>
      <Dialog title="More" isOpen={isOpen} onClose={close} foot={null}>
        <div className="menu">
          {behindMore.map((item) => (
            <NavLink key={item.href} item={item} size={20} onFollow={close} />
          ))}
          <hr />
          <PersonChoices onFollow={close} />
        </div>
      </Dialog>
    </>
  );
}
