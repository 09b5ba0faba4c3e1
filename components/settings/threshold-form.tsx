"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { definitionOf } from "@/lib/metrics/catalogue";
import { defaultOf, isDefault, ThresholdChanges } from "@/lib/rules/change-thresholds";
import { OPERATOR_WORDS } from "@/lib/rules/conditions";
import { describeLimit } from "@/lib/rules/describe";
import type { Threshold } from "@/lib/rules/violations";
import { inSentence } from "./in-sentence";
import { useSetting } from "./use-setting";

const UNITS: Record<string, string> = { percentage: "%", milliseconds: "ms" };

interface ThresholdFormProps {
  threshold: Threshold;
  onClose: () => void;
}

/** What was typed stays when the server says no. */
export function ThresholdForm({ threshold: { metric, condition, threshold }, onClose }: ThresholdFormProps) {
  const [typed, setTyped] = useState(String(threshold));
  const [error, setError] = useState<string>();
  const { save, isBusy } = useSetting("metrics/thresholds");
  const usual = defaultOf(metric);

  const send = async (value: number | null) => {
    if (Number.isNaN(value)) return setError(`Expected a number, such as ${usual ?? 5}.`);
    const asked = ThresholdChanges.safeParse({ [metric]: value });
    if (!asked.success) return setError(inSentence(asked.error.issues[0]?.message ?? "expected a number, such as 5"));
    setError(undefined);
    const refused = await save({ body: asked.data, done: `The threshold of ${metric} is changed.` });
    if (refused === null) onClose();
    else setError(inSentence(refused.message));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(typed.trim() === "" ? Number.NaN : Number(typed));
  };

  return (
    <form className="grid gap-[12px]" onSubmit={submit} noValidate>
      <Field
        name={`threshold-${metric}`}
        label={`Breached when the value ${OPERATOR_WORDS[condition]}`}
        inputMode="decimal"
        autoComplete="off"
        data-autofocus
        unit={UNITS[definitionOf(metric)?.unit ?? ""]}
        aid={usual === undefined ? undefined : `By default ${describeLimit(usual, metric)}.`}
        value={typed}
        error={error}
        onChange={({ target }) => setTyped(target.value)}
      />
      <div className="flex flex-wrap justify-end gap-[8px]">
        {!isDefault({ metric, threshold }) && (
          <Button className="mr-auto" disabled={isBusy} onClick={() => void send(null)}>
            Reset to default
          </Button>
        )}
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={isBusy}>
          {isBusy ? "Saving…" : "Save"}
        </Button>
      </div>
    </form>
  );
}
