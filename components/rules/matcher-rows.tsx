"use client";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { Matcher } from "@/lib/kernel/matchers";
import { useEditing } from "./editing";
import { TokenSelect } from "./token";

const OPERATOR_OPTIONS = [
  { value: "=", word: "is" },
  { value: "!=", word: "is not" },
  { value: "=~", word: "matches" },
  { value: "!~", word: "does not match" },
] as const satisfies readonly { value: Matcher["operator"]; word: string }[];

/** Conditions on labels that narrow the series further. */
export function MatcherRows() {
  const { form, edit } = useEditing();
  const add = () => edit({ matchers: [...form.matchers, { label: "provider", operator: "=", value: "" }] });
  return (
    <div className="matchers">
      {form.matchers.map((matcher, index) => (
        <MatcherRow key={index} matcher={matcher} index={index} />
      ))}
      <Button variant="ghost" size="small" icon="filter" onClick={add}>
        Only some series
      </Button>
    </div>
  );
}

function MatcherRow({ matcher, index }: { matcher: Matcher; index: number }) {
  const { form, edit, faultAt } = useEditing();
  const nth = `Filter ${index + 1}`;
  const change = (changes: Partial<Matcher>) =>
    edit({ matchers: form.matchers.map((one, place) => (place === index ? { ...one, ...changes } : one)) });
  const fault = faultAt(`matchers.${index}.label`, `matchers.${index}.value`, `matchers.${index}.operator`);
  return (
    <div>
      <div className="matcher">
        <span className="field">
          <input
            aria-label={`${nth}: label`}
            value={matcher.label}
            onChange={(event) => change({ label: event.target.value })}
          />
        </span>
        <TokenSelect<Matcher["operator"]>
          label={`${nth}: comparison`}
          look="field"
          value={matcher.operator}
          options={OPERATOR_OPTIONS}
          onChoose={(operator) => change({ operator })}
        />
        <span className={fault === undefined ? "field" : "field field-bad"}>
          <input
            aria-label={`${nth}: value`}
            aria-invalid={fault !== undefined || undefined}
            value={matcher.value}
            onChange={(event) => change({ value: event.target.value })}
          />
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label={`Remove filter ${index + 1}`}
          onClick={() => edit({ matchers: form.matchers.filter((_, place) => place !== index) })}
        >
          <Icon name="close" size={14} />
        </button>
      </div>
      {fault !== undefined && (
        <p className="field-note field-note-bad" role="alert">
          <Icon name="fault" size={13} />
          {fault}
        </p>
      )}
    </div>
  );
}
