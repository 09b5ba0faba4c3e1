"use client";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { Matcher } from "@/lib/kernel/matchers";

const OPERATORS = ["=", "!=", "=~", "!~"] as const satisfies readonly Matcher["operator"][];

interface MatcherRowsProps {
  matchers: readonly Matcher[];
  onChange: (matchers: Matcher[]) => void;
}

/** Narrower still: labels such as provider, game or subsystem. */
export function MatcherRows({ matchers, onChange }: MatcherRowsProps) {
  const change = (index: number, changes: Partial<Matcher>) =>
    onChange(matchers.map((one, at) => (at === index ? { ...one, ...changes } : one)));
  return (
    <fieldset className="silence-sentence">
      <legend className="sr-only">Labels it must have</legend>
      {matchers.map((matcher, index) => (
        <span key={index} className="flex w-full items-center gap-[8px]">
          <input
            className="mono w-[96px] flex-1"
            aria-label={`Label ${index + 1}`}
            placeholder="provider"
            value={matcher.label}
            onChange={(event) => change(index, { label: event.target.value })}
          />
          <select
            aria-label={`Comparison ${index + 1}`}
            value={matcher.operator}
            onChange={(event) =>
              change(index, { operator: OPERATORS.find((one) => one === event.target.value) ?? "=" })
            }
          >
            {OPERATORS.map((operator) => (
              <option key={operator}>{operator}</option>
            ))}
          </select>
          <input
            className="mono w-[96px] flex-1"
            aria-label={`Value ${index + 1}`}
            placeholder="nordpay"
            value={matcher.value}
            onChange={(event) => change(index, { value: event.target.value })}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove label ${index + 1}`}
            onClick={() => onChange(matchers.filter((_one, at) => at !== index))}
          >
            <Icon name="close" size={14} />
          </button>
        </span>
      ))}
      <Button
        size="small"
        variant="ghost"
        icon="add"
        onClick={() => onChange([...matchers, { label: "", operator: "=", value: "" }])}
      >
        Narrow it by a label
      </Button>
    </fieldset>
  );
}
