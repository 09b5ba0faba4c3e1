import type { ReactNode } from "react";
import { Icon } from "./icon";
import { StatusIcon } from "./status-icon";

/** Which emptiness it is: all is well, nothing yet, the filter is too narrow, or it could not be read. */
export type EmptyKind = "good" | "nothing-yet" | "filtered" | "error";

const ICONS = { "nothing-yet": "snapshot", filtered: "filter", error: "fault" } as const;

interface EmptyProps {
  kind: EmptyKind;
  title: string;
  /** One line: what this rests on, or the reference of an error. */
  children: ReactNode;
  /** The one step to take from here. */
  step?: ReactNode;
}

export function Empty({ kind, title, children, step }: EmptyProps) {
  return (
    <div className={kind === "good" ? "empty empty-good" : "empty"}>
      {kind === "good" ? <StatusIcon status="ok" size={20} colour="inherit" /> : <Icon name={ICONS[kind]} size={20} />}
      <b>{title}</b>
      <span>{children}</span>
      {step}
    </div>
  );
}
