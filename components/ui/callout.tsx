import type { ReactNode } from "react";
import type { Status } from "./status";
import { StatusIcon } from "./status-icon";

/** One remark in a frame, coloured when it asks for something. */
export function Callout({ status, children, aside }: { status: Status; children: ReactNode; aside?: ReactNode }) {
  const isCalm = status === "ok" || status === "info" || status === "unk";
  return (
    <div className={isCalm ? "callout" : `callout callout-${status}`}>
      <StatusIcon status={status} size={16} />
      <div className="flex-1">{children}</div>
      {aside}
    </div>
  );
}
