"use client";

import { Icon } from "@/components/ui/icon";
import type { PolicyChoices } from "@/lib/escalation/choices";
import { targetGroups, wordOfKey } from "./target-key";

interface PolicyTargetsProps {
  /** Said before the choice, such as "Step 2 tells". */
  label: string;
  name: string;
  targets: readonly string[];
  choices: PolicyChoices;
  error?: string | undefined;
  onChange: (targets: string[]) => void;
}

/** Whom a step tells: what was chosen, each with a cross, and a choice of more. Everyone stands alone. */
export function PolicyTargets({ label, name, targets, choices, error, onChange }: PolicyTargetsProps) {
  const groups = targetGroups(choices);
  const add = (key: string) => {
    if (key === "") return;
    onChange(key === "everyone" ? [key] : [...targets.filter((one) => one !== "everyone"), key]);
  };
  return (
    <div>
      <label className="label" htmlFor={name}>
        {label}
      </label>
      <div className="policy-targets">
        {targets.map((key) => (
          <span key={key} className="policy-target">
            {wordOfKey(key, groups)}
            <button
              type="button"
              aria-label={`Remove ${wordOfKey(key, groups)}`}
              onClick={() => onChange(targets.filter((one) => one !== key))}
            >
              <Icon name="close" size={13} />
            </button>
          </span>
        ))}
        <select
          id={name}
          value=""
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${name}-note` : undefined}
          onChange={(event) => add(event.target.value)}
        >
          <option value="">{targets.length === 0 ? "Choose whom to tell" : "Add"}</option>
          {groups.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.options
                .filter(({ key }) => !targets.includes(key))
                .map(({ key, word }) => (
                  <option key={key} value={key}>
                    {word}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </div>
      {error !== undefined && (
        <p id={`${name}-note`} className="field-note field-note-bad">
          <Icon name="fault" size={13} />
          {error}
        </p>
      )}
    </div>
  );
}
