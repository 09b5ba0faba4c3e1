"use client";

import { SwitchBox } from "@/components/preferences/switch-box";
import { Field } from "@/components/ui/field";
import { Icon, type IconName } from "@/components/ui/icon";
import type { PolicyChoices } from "@/lib/escalation/choices";
import { OFFICE_HOURS, type StepDraft } from "./policy-draft";
import { PolicyHours } from "./policy-hours";
import { PolicyTargets } from "./policy-targets";

interface PolicyStepProps {
  /** From 1. */
  number: number;
  count: number;
  step: StepDraft;
  choices: PolicyChoices;
  /** What is wrong with a field of this step, such as `after_minutes`. */
  errorOf: (field: string) => string | undefined;
  onChange: (changes: Partial<StepDraft>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One step: when, whom, whether the severity goes up, and within which hours. */
export function PolicyStep({ number, step, choices, errorOf, onChange, ...place }: PolicyStepProps) {
  const isBeginning = Number(step.after) === 0;
  return (
    <fieldset className="policy-step" aria-label={`Step ${number}`}>
      <StepHead number={number} {...place} />
      <div className="policy-row">
        <Field
          name={`step-${number}-after`}
          label="After"
          unit="min"
          inputMode="decimal"
          autoComplete="off"
          value={step.after}
          aid={isBeginning ? "At once: who is told that it was raised." : "From the alert's beginning."}
          error={errorOf("after_minutes")}
          onChange={({ target }) =>
            onChange({ after: target.value, ...(Number(target.value) === 0 ? { raises: false } : {}) })
          }
        />
        <PolicyTargets
          label="Tell"
          name={`step-${number}-targets`}
          targets={step.targets}
          choices={choices}
          error={errorOf("targets")}
          onChange={(targets) => onChange({ targets })}
        />
      </div>
      <div className="flex flex-wrap gap-x-[20px]">
        {!isBeginning && (
          <SwitchBox name={`step-${number}-raises`} isOn={step.raises} onSwitch={(raises) => onChange({ raises })}>
            One severity up with it
          </SwitchBox>
        )}
        <SwitchBox
          name={`step-${number}-hours`}
          isOn={step.hours !== null}
          onSwitch={(isOn) => onChange({ hours: isOn ? OFFICE_HOURS : null })}
        >
          Business hours only
        </SwitchBox>
      </div>
      {step.hours !== null && (
        <PolicyHours
          step={number}
          hours={step.hours}
          choices={choices}
          errorOf={errorOf}
          onChange={(hours) => onChange({ hours })}
        />
      )}
    </fieldset>
  );
}

function StepHead({
  number,
  count,
  onMove,
  onRemove,
}: Pick<PolicyStepProps, "number" | "count" | "onMove" | "onRemove">) {
  return (
    <div className="flex items-center">
      <span className="flex-1 font-semibold">Step {number}</span>
      <StepButton icon="up" label={`Move step ${number} up`} isOff={number === 1} onClick={() => onMove(-1)} />
      <StepButton icon="down" label={`Move step ${number} down`} isOff={number === count} onClick={() => onMove(1)} />
      <StepButton
        icon="remove"
        label={count === 1 ? "A policy keeps at least one step" : `Remove step ${number}`}
        isOff={count === 1}
        onClick={onRemove}
      />
    </div>
  );
}

interface StepButtonProps {
  icon: IconName;
  label: string;
  isOff: boolean;
  onClick: () => void;
}

function StepButton({ icon, label, isOff, onClick }: StepButtonProps) {
  return (
    <button
      type="button"
      className="icon-button disabled:opacity-40"
      aria-label={label}
      title={label}
      disabled={isOff}
      onClick={onClick}
    >
      <Icon name={icon} size={15} />
    </button>
  );
}
