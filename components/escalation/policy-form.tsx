"use client";

import { SwitchBox } from "@/components/preferences/switch-box";
import { MatcherRows } from "@/components/silences/matcher-rows";
import { Button } from "@/components/ui/button";
import { ChoiceChip } from "@/components/ui/chip";
import { Field } from "@/components/ui/field";
import type { PolicyChoices } from "@/lib/escalation/choices";
import { SEVERITIES, type Severity } from "@/lib/kernel/severity";
import { moveStep, nextStepOf, type PolicyDraft, type StepDraft } from "./policy-draft";
import { PolicyStep } from "./policy-step";

export interface PolicyFormProps {
  draft: PolicyDraft;
  choices: PolicyChoices;
  /** What is wrong with a field, as the API names it. */
  errorOf: (field: string) => string | undefined;
  onChange: (changes: Partial<PolicyDraft>) => void;
}

export function PolicyForm(props: PolicyFormProps) {
  return (
    <div className="policy-fields">
      <WhichAlerts {...props} />
      <Steps {...props} />
      <WhatElse {...props} />
    </div>
  );
}

function WhichAlerts({ draft, errorOf, onChange }: PolicyFormProps) {
  const { name, severities, matchers } = draft;
  const toggle = (severity: Severity) =>
    onChange({ severities: SEVERITIES.filter((one) => (one === severity) !== severities.includes(one)) });
  return (
    <>
      <Field
        name="policy-name"
        label="Name"
        placeholder="Payments"
        autoComplete="off"
        maxLength={60}
        data-autofocus
        value={name}
        error={errorOf("name")}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <fieldset aria-label="Severities">
        <span className="label">Begins with alerts that are</span>
        <div className="flex flex-wrap gap-[6px]">
          {SEVERITIES.map((one) => (
            <ChoiceChip key={one} word={one} chosen={severities.includes(one)} onChoose={() => toggle(one)} />
          ))}
        </div>
        {errorOf("severities") !== undefined && <p className="field-note field-note-bad">{errorOf("severities")}</p>}
      </fieldset>
      <div>
        <span className="label">Of every alert, unless narrowed</span>
        <MatcherRows matchers={matchers} onChange={(changed) => onChange({ matchers: changed })} />
        <p className={errorOf("matchers") === undefined ? "field-note" : "field-note field-note-bad"}>
          {errorOf("matchers") ?? "Labels such as brand, subsystem or provider; rule, metric and severity too."}
        </p>
      </div>
    </>
  );
}

function Steps({ draft: { steps }, choices, errorOf, onChange }: PolicyFormProps) {
  const change = (index: number, changes: Partial<StepDraft>) =>
    onChange({ steps: steps.map((step, at) => (at === index ? { ...step, ...changes } : step)) });
  return (
    <div className="grid gap-[10px]">
      {steps.map((step, index) => (
        <PolicyStep
          key={step.id}
          number={index + 1}
          count={steps.length}
          step={step}
          choices={choices}
          errorOf={(field) => errorOf(`steps.${index}.${field}`)}
          onChange={(changes) => change(index, changes)}
          onMove={(by) => onChange({ steps: moveStep(steps, index, by) })}
          onRemove={() => onChange({ steps: steps.filter((_one, at) => at !== index) })}
        />
      ))}
      <div>
        <Button
          size="small"
          icon="add"
          disabled={steps.length >= 20}
          title={steps.length >= 20 ? "A policy has at most 20 steps." : undefined}
          onClick={() => onChange({ steps: [...steps, nextStepOf(steps)] })}
        >
          Add a step
        </Button>
      </div>
    </div>
  );
}

function WhatElse({ draft, errorOf, onChange }: PolicyFormProps) {
  const bind = (name: "repeats" | "repeatAfter" | "timeout", field: string) => ({
    name: `policy-${name}`,
    value: draft[name],
    error: errorOf(field),
    inputMode: "numeric" as const,
    autoComplete: "off",
    onChange: ({ target }: { target: { value: string } }) => onChange({ [name]: target.value }),
  });
  return (
    <>
      <div className="policy-row">
        <Field {...bind("repeats", "repeats")} label="All steps come again" unit="times" />
        {draft.repeats !== "0" && (
          <Field {...bind("repeatAfter", "repeat_after_minutes")} label="each after" unit="min" />
        )}
      </div>
      <Field
        {...bind("timeout", "acknowledgement_timeout_minutes")}
        label="An acknowledgement holds"
        unit="min"
        aid="Then the alert is triggered again, unless resolved. Empty: until it is resolved."
      />
      <SwitchBox name="policy-active" isOn={draft.isActive} onSwitch={(isActive) => onChange({ isActive })}>
        In use: new alerts may begin with it
      </SwitchBox>
    </>
  );
}
