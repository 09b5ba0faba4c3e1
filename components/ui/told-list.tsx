import Link from "next/link";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import { toRoute } from "./route";

export interface ToldLine {
  key: string | number;
  icon: IconName;
  /** "E-mail"; left out where no channel was chosen. */
  channel?: string;
  /** "Delivered 03:04:49", "Held: quiet hours until 07:00", "Not told: …". */
  outcome: ReactNode;
  /** Reached is written stronger than what is still to come or was left out. */
  kind: "reached" | "other";
}

export interface ToldPerson {
  key: string | number;
  name: string;
  /** The page of all that was decided about this person. */
  href?: string;
  role?: string;
  lines: readonly ToldLine[];
}

/** Who was told, who was not, and why: a skip is an outcome like any other. */
export function ToldList({ people }: { people: readonly ToldPerson[] }) {
  return (
    <ul className="rows">
      {people.map(({ key, name, href, role, lines }) => (
        <li key={key} className="told">
          <span>
            <b>{href === undefined ? name : <Link href={toRoute(href)}>{name}</Link>}</b>
            {role && <small>{role}</small>}
          </span>
          <ul>
            {lines.map((line) => (
              <li key={line.key}>
                <Icon name={line.icon} size={14} className="text-text-3" />
                <span className={line.kind === "reached" ? undefined : "text-text-2"}>
                  {line.channel && <span className="text-text-3">{line.channel} </span>}
                  {line.outcome}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
