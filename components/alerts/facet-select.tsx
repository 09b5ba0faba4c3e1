"use client";

import { useRouter } from "next/navigation";
import { asRoute } from "@/components/ui/route";

interface FacetSelectProps {
  /** What is chosen: "rule". */
  label: string;
  /** The chosen value's address, and all there are; the first is that of no choice. */
  value: string;
  options: readonly { href: string; word: string }[];
}

/** A filter of many values, kept in the address: the browser's own list, which also a phone knows. */
export function FacetSelect({ label, value, options }: FacetSelectProps) {
  const router = useRouter();
  const isChosen = options.findIndex(({ href }) => href === value) > 0;
  return (
    <select
      className={isChosen ? "chip chip-on facet-select" : "chip facet-select"}
      aria-label={label}
      value={value}
      onChange={(event) => router.push(asRoute(event.target.value), { scroll: false })}
    >
      {options.map(({ href, word }) => (
        <option key={`${href} ${word}`} value={href}>
          {word}
        </option>
      ))}
    </select>
  );
}
