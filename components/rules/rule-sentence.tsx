"use client";

import { useState } from "react";
import { Icon } from "@/components/ui/icon";
import { SEVERITIES } from "@/lib/kernel/severity";
import { listOf } from "@/lib/rules/describe";
import { OPERATORS, type Operator } from "@/lib/rules/schema";
import { ChannelChoice } from "./channel-choice";
import { useEditing } from "./editing";
import { labelShapes, type MetricChoice, shapeOf } from "./metric-choice";
import type { FormLevel } from "./rule-form";
import { TokenDuration, TokenNumber, TokenSelect } from "./token";
import { OPERATOR_CHOICES, unitOf } from "./words";

/** The rule as one sentence whose words are its controls; the other levels follow in the table below. */
export function RuleSentence({ metrics }: { metrics: readonly MetricChoice[] }) {
  const { form, edit, faultAt } = useEditing();
  const [first, ...graver] = form.levels;
  if (first === undefined) return null;
  const change = (changes: Partial<FormLevel>) => edit({ levels: [{ ...first, ...changes }, ...graver] });
  const threshold = faultAt("levels.0.threshold_value", "threshold_value");
  const worst = threshold ?? faultAt("comparison_operator", "metric_name", "severity", "duration_seconds", "labels");
  return (
    <div className="rule-sentence-box">
      <div className="rule-sentence">
        When <SubjectTokens metrics={metrics} /> is{" "}
        <TokenSelect<Operator>
          label="Comparison"
          value={form.operator}
          isBad={faultAt("comparison_operator") !== undefined}
          options={OPERATORS.map((value) => ({ value, word: OPERATOR_CHOICES[value] }))}
          onChoose={(operator) => edit({ operator })}
        />{" "}
        <TokenNumber
          label="Threshold"
          value={first.threshold}
          unit={unitOf(form)}
          isBad={threshold !== undefined}
          placeholder="5"
          onType={(value) => change({ threshold: value })}
        />{" "}
        for{" "}
        <TokenDuration
          label="Held for"
          seconds={form.durationSeconds}
          none="any time"
          onChoose={(durationSeconds) => edit({ durationSeconds })}
        />
        , raise{" "}
        <TokenSelect
          label="Severity"
          value={first.severity}
          options={SEVERITIES.filter((one) => graver.every(({ severity }) => severity !== one)).map((value) => ({
            value,
            word: value,
          }))}
          onChoose={(severity) => change({ severity })}
        />
        {graver.map(
          ({ severity, threshold: limit }) => ` (${severity} at ${limit === "" ? "…" : limit}\u00a0${unitOf(form)})`,
        )}{" "}
        and tell <ToldToken />.
      </div>
      {worst !== undefined && (
        <p className="field-note field-note-bad" role="alert">
          <Icon name="fault" size={13} />
          {worst}
        </p>
      )}
    </div>
  );
}

function SubjectTokens({ metrics }: { metrics: readonly MetricChoice[] }) {
  const { form, edit, faultAt } = useEditing();
  const names = metrics.some(({ name }) => name === form.metric)
    ? metrics.map(({ name }) => name)
    : [form.metric, ...metrics.map(({ name }) => name)];
  const shapes = labelShapes(metrics, form);
  return (
    <>
      <TokenSelect
        label="Metric"
        value={form.metric}
        isBad={faultAt("metric_name") !== undefined}
        options={names.map((value) => ({ value, word: value }))}
        onChoose={(metric) => edit({ metric, labels: [] })}
      />{" "}
      of{" "}
      <TokenSelect
        label="Series"
        value={shapeOf(form.labels)}
        isBad={faultAt("labels") !== undefined}
        options={shapes.map(({ value, word }) => ({ value, word }))}
        onChoose={(chosen) => edit({ labels: shapes.find(({ value }) => value === chosen)?.labels ?? [] })}
      />
    </>
  );
}

function ToldToken() {
  const { form, edit } = useEditing();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="token" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {form.channels === null ? "whom the severity is routed to" : listOf(form.channels)}
        <Icon name="open" size={12} />
      </button>
      <ChannelChoice
        isOpen={isOpen}
        channels={form.channels}
        onClose={() => setOpen(false)}
        onChoose={(channels) => edit({ channels })}
      />
    </>
  );
}
