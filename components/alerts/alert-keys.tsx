"use client";

import { useRouter } from "next/navigation";
import { useKey } from "@/components/shell/use-key";
import { asRoute } from "@/components/ui/route";

interface AlertKeysProps {
  /** Addresses of the alerts in the list's order. */
  hrefs: readonly string[];
  /** Index of the one that is open; -1 for none. */
  current: number;
}

const HINTS = [
  ["j k", "move"],
  ["a", "acknowledge"],
  ["e", "escalate"],
  ["r", "resolve"],
] as const;

/** The list by keyboard: j and k move, Enter opens the one that is marked. */
export function AlertKeys({ hrefs, current }: AlertKeysProps) {
  const router = useRouter();
  const go = (index: number) => {
    const href = hrefs[Math.min(Math.max(index, 0), hrefs.length - 1)];
    if (href !== undefined) router.push(asRoute(href), { scroll: false });
  };
  useKey("j", () => go(current + 1));
  useKey("k", () => go(current - 1));
  useKey("Enter", () => go(current));
  return (
    <p className="alerts-hints" aria-hidden>
      {HINTS.map(([keys, word]) => (
        <span key={word}>
          {keys.split(" ").map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{" "}
          {word}
        </span>
      ))}
    </p>
  );
}
