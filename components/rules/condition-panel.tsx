"use client";

import { Field, SelectField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { AGGREGATES, Aggregate, ANY, CONDITION_KINDS } from "@/lib/rules/schema";
import { useEditing } from "./editing";
import { MatcherRows } from "./matcher-rows";
import { durationOptions } from "./token";
import { AGGREGATE_CHOICES, KIND_CHOICES } from "./words";

/** What the number is that is compared with the levels, and of which series. */
export function ConditionPanel() {
  const { form, edit, faultAt } = useEditing();
  return (
    <Panel title="What it looks at">
      <div className="rule-fields">
        <div className="rule-wide">
          <SelectField
            name="condition.kind"
            label="Condition"
            options={CONDITION_KINDS.map((value) => ({ value, word: KIND_CHOICES[value] }))}
            value={form.kind}
            error={faultAt("condition", "condition.kind")}
            aid={
              form.kind === "anomaly"
                ? "The baseline is not learned yet: until it is, the rule reads nothing."
                : undefined
            }
            onChange={(event) =>
              edit({ kind: CONDITION_KINDS.find((kind) => kind === event.target.value) ?? form.kind })
            }
          />
        </div>
        <KindFields />
      </div>
      <LabelRows />
      <MatcherRows />
    </Panel>
  );
}

function KindFields() {
  const { form } = useEditing();
  if (form.kind === "threshold") return <ThresholdFields />;
  if (form.kind === "change") return <ChangeFields />;
  if (form.kind === "burn_rate") return <BurnFields />;
  return null;
}

function ThresholdFields() {
  const { form, edit, faultAt } = useEditing();
  return (
    <>
      <SelectField
        name="condition.aggregate"
        label="Reading"
        options={AGGREGATES.map((value) => ({ value, word: AGGREGATE_CHOICES[value] }))}
        value={form.aggregate}
        error={faultAt("condition.aggregate")}
        onChange={(event) => edit({ aggregate: Aggregate.catch("last").parse(event.target.value) })}
      />
      {form.aggregate !== "last" && (
        <SelectField
          name="condition.window_seconds"
          label="Over the last"
          options={durationOptions(form.windowSeconds, "no window")}
          value={String(form.windowSeconds)}
          error={faultAt("condition.window_seconds")}
          onChange={(event) => edit({ windowSeconds: Number(event.target.value) })}
        />
      )}
    </>
  );
}

function ChangeFields() {
  const { form, edit, faultAt } = useEditing();
  return (
    <>
      <SelectField
        name="condition.period_seconds"
        label="Against"
        options={durationOptions(form.periodSeconds, "now").map(({ value, word }) => ({
          value,
          word: `${word} before`,
        }))}
        value={String(form.periodSeconds)}
        error={faultAt("condition.period_seconds")}
        onChange={(event) => edit({ periodSeconds: Number(event.target.value) })}
      />
      <SelectField
        name="condition.measure"
        label="Measured as"
        options={[
          { value: "percent", word: "percent of it" },
          { value: "difference", word: "difference" },
        ]}
        value={form.measure}
        error={faultAt("condition.measure")}
        onChange={(event) => edit({ measure: event.target.value === "difference" ? "difference" : "percent" })}
      />
    </>
  );
}

function BurnFields() {
  const { form, edit, faultAt } = useEditing();
  return (
    <>
      <Field
        name="condition.objective"
        label="Objective"
        unit="%"
        inputMode="decimal"
        value={form.objective}
        error={faultAt("condition.objective")}
        onChange={(event) => edit({ objective: event.target.value })}
      />
      <SelectField
        name="condition.long_window_seconds"
        label="Long window"
        options={durationOptions(form.longSeconds, "no window")}
        value={String(form.longSeconds)}
        error={faultAt("condition.long_window_seconds")}
        onChange={(event) => edit({ longSeconds: Number(event.target.value) })}
      />
      <SelectField
        name="condition.short_window_seconds"
        label="Short window"
        options={durationOptions(form.shortSeconds, "no window")}
        value={String(form.shortSeconds)}
        error={faultAt("condition.short_window_seconds")}
        onChange={(event) => edit({ shortSeconds: Number(event.target.value) })}
      />
    </>
  );
}

function LabelRows() {
  const { form, edit, faultAt } = useEditing();
  if (form.labels.length === 0) return null;
  return (
    <div className="rule-fields">
      {form.labels.map(({ name, value }) => (
        <Field
          key={name}
          name={`labels.${name}`}
          label={`Which ${name}`}
          placeholder="any"
          value={value === ANY ? "" : value}
          error={faultAt(`labels.${name}`)}
          onChange={(event) =>
            edit({
              labels: form.labels.map((label) =>
                label.name === name ? { name, value: event.target.value === "" ? ANY : event.target.value } : label,
              ),
            })
          }
        />
      ))}
    </div>
  );
}
