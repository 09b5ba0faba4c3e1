import type { ReactNode } from "react";
import { Time } from "./time";

export interface TimelineEntry {
  key: string | number;
  at: Date | string;
  icon: ReactNode;
  text: ReactNode;
  aid?: ReactNode;
}

/** What happened, newest first. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="timeline">
      {entries.map(({ key, at, icon, text, aid }) => (
        <li key={key}>
          <Time at={at} />
          <span className="timeline-node">{icon}</span>
          <span>
            {text}
            {aid !== undefined && <small>{aid}</small>}
          </span>
        </li>
      ))}
    </ol>
  );
}
