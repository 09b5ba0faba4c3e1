"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useKey } from "@/components/shell/use-key";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { asRoute } from "@/components/ui/route";

interface AlertKeysProps {
  /** Addresses of the alerts in the list's order. */
  hrefs: readonly string[];
  /** Index of the one that is open; -1 for none. */
  current: number;
}

const KEYS = [
  ["j k", "move"],
  ["Enter", "open"],
  ["a", "acknowledge"],
  ["u", "take the acknowledgement back"],
  ["e", "escalate"],
  ["r", "resolve"],
  ["z", "snooze"],
  ["m", "assign to me"],
  ["c", "comment"],
  ["x", "select"],
  ["Shift+x", "select a range"],
  ["Ctrl+A", "select all"],
  ["Esc", "select none"],
  ["?", "show these keys"],
] as const;

const HINTS: readonly string[] = ["j k", "a", "e", "r", "x", "?"];

/** The list by keyboard: j and k move, Enter opens the one that is marked, ? shows every key. */
export function AlertKeys({ hrefs, current }: AlertKeysProps) {
  const router = useRouter();
  const [isShown, setShown] = useState(false);
  const go = (index: number) => {
    const href = hrefs[Math.min(Math.max(index, 0), hrefs.length - 1)];
    if (href !== undefined) router.push(asRoute(href), { scroll: false });
  };
  useKey("j", () => go(current + 1));
  useKey("k", () => go(current - 1));
  useKey("Enter", () => go(current));
  useKey("?", () => setShown(true));
  return (
    <>
      <p className="alerts-hints" aria-hidden>
        {KEYS.filter(([keys]) => HINTS.includes(keys)).map(([keys, word]) => (
          <span key={word}>
            <Keys keys={keys} /> {word}
          </span>
        ))}
      </p>
      <Dialog
        title="Keys"
        note="With alerts selected, a, r, z, m and u are theirs."
        isOpen={isShown}
        onClose={() => setShown(false)}
        foot={<Button onClick={() => setShown(false)}>Close</Button>}
      >
        <dl className="key-values">
          {KEYS.map(([keys, word]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>
                <Keys keys={keys} />
              </dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}

function Keys({ keys }: { keys: string }) {
  return keys.split(" ").map((key) => <kbd key={key}>{key}</kbd>);
}
