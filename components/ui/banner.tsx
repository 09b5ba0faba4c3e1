import type { ReactNode } from "react";
import type { Status } from "./status";
import { StatusIcon } from "./status-icon";

export interface BannerBlock {
  name: string;
  figure: ReactNode;
  aid?: ReactNode;
  kind?: "money" | "plain";
}

interface BannerProps {
  status: Status;
  title: string;
  /** One line: since when, value and limit, what comes next. */
  children: ReactNode;
  blocks?: readonly BannerBlock[];
  actions?: ReactNode;
}

/** The state of the whole in words. An open alert is announced as it appears. */
export function Banner({ status, title, children, blocks = [], actions }: BannerProps) {
  const isUrgent = status === "crit" || status === "emer";
  return (
    <section className={`banner banner-${status}`} role={isUrgent ? "alert" : "status"}>
      <div className="banner-mark">
        <StatusIcon status={status} size={isUrgent ? 26 : 24} colour="inherit" />
      </div>
      <div className="banner-text">
        <h2>{title}</h2>
        <p>{children}</p>
      </div>
      {blocks.map(({ name, figure, aid, kind }) => (
        <div key={name} className="banner-block">
          <small>{name}</small>
          <b className={kind === "money" ? "text-figure" : undefined}>{figure}</b>
          {aid !== undefined && <em>{aid}</em>}
        </div>
      ))}
      {actions !== undefined && <div className="banner-actions">{actions}</div>}
    </section>
  );
}
