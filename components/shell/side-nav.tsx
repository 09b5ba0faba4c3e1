import Link from "next/link";
import { Suspense } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Logo } from "@/components/ui/logo";
import { toRoute } from "@/components/ui/route";
import { BrandSelect } from "./brand-select";
import type { NavGroup } from "./nav";
import { NavCount } from "./nav-count";
import { NavLink } from "./nav-link";
import { OnCallLine } from "./on-call-line";
import type { Person } from "./session";
import { SilenceCount } from "./silence-count";

/** 208 px with words, 56 px with icons on a tablet, not there on a phone. */
export function SideNav({ groups, person }: { groups: readonly NavGroup[]; person: Person }) {
  return (
    <nav className="side-nav" aria-label="Main">
      <Link href={toRoute("/")} className="side-home" title="Pitboss">
        <Logo />
        <span className="wide-only">Pitboss</span>
      </Link>
      <Suspense>
        <BrandSelect className="mb-[4px] max-xl:hidden" />
        {groups.map(({ name, items }) => (
          <section key={name}>
            <h2 className="wide-only">{name}</h2>
            <ul>
              {items.map((item) => (
                <li key={item.href}>
                  <NavLink item={item} wordClass="wide-only">
                    {item.href === "/alerts" && <NavCount />}
                    {item.href === "/silences" && <SilenceCount />}
                  </NavLink>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </Suspense>
      <div className="side-foot">
        <Avatar name={person.name} />
        <div className="wide-only">
          <b>{person.name}</b>
          <OnCallLine role={person.role} />
        </div>
      </div>
    </nav>
  );
}
