import type { ReactNode } from "react";
import type { Status } from "./status";

/** One shape a state, told apart without colour: outline, thick outline, filled, filled in a ring, dashed. */
const SHAPES: Record<Status, ReactNode> = {
  ok: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path d="m16 9-5.5 5.5L8 12" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path d="M12 16v-4M12 8h.01" />
    </>
  ),
  unk: <circle cx="12" cy="12" r="10" strokeDasharray="3.93 3.93" strokeLinecap="butt" />,
  warn: <path d="M12 3.2 22 20.6H2ZM12 10v4.6M12 17.4h.01" strokeWidth="2.1" />,
  crit: (
    <path
      d="M7.7 1.5h8.6l6.2 6.2v8.6l-6.2 6.2H7.7l-6.2-6.2V7.7ZM10.7 6v7.6h2.6V6Zm0 9.6v2.6h2.6v-2.6Z"
      fill="currentColor"
      fillRule="evenodd"
      stroke="none"
    />
  ),
  emer: (
    <>
      <circle cx="12" cy="12" r="10.9" />
      <path
        d="M12 3.9a8.1 8.1 0 1 1 0 16.2 8.1 8.1 0 0 1 0-16.2ZM10.8 7.2v6.2h2.4V7.2Zm0 7.9v2.4h2.4v-2.4Z"
        fill="currentColor"
        fillRule="evenodd"
        stroke="none"
      />
    </>
  ),
};

interface StatusIconProps {
  status: Status;
  size?: number;
  /** In the status colour; otherwise in the colour of the text around it. */
  colour?: "status" | "inherit";
  /** Read aloud where no word stands beside the shape. */
  label?: string;
}

export function StatusIcon({ status, size = 13, colour = "status", label }: StatusIconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={colour === "status" ? `st-${status}` : undefined}
      role={label === undefined ? undefined : "img"}
      aria-label={label}
      aria-hidden={label === undefined}
    >
      {SHAPES[status]}
    </svg>
  );
}
