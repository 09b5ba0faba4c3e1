import { Icon } from "./icon";
import { STATUS_WORDS, type Status } from "./status";
import { StatusIcon } from "./status-icon";

interface BadgeProps {
  status: Status;
  /** A more specific word, such as "Failing"; shape and colour keep the level. */
  word?: string;
  variant?: "plain" | "solid";
}

export function Badge({ status, word = STATUS_WORDS[status], variant = "plain" }: BadgeProps) {
  return (
    <span className={`badge badge-${status}${variant === "solid" ? " badge-solid" : ""}`}>
      <StatusIcon status={status} colour="inherit" />
      <span>{word}</span>
    </span>
  );
}

/** In place of a state that is no longer known: `age` such as "40 s". */
export function StaleBadge({ age }: { age: string }) {
  return (
    <span className="badge badge-unk">
      <Icon name="stale" size={13} />
      <span>stale {age}</span>
    </span>
  );
}
