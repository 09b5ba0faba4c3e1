"use client";

import { Field, SelectField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { definitionOf } from "@/lib/metrics/catalogue";
import { useEditing } from "./editing";
import { durationOptions } from "./token";

const NO_DATA = [
  { value: "keep", word: "keep the alert" },
  { value: "resolve", word: "resolve the alert" },
] as const;

/** What keeps a rule from crying wolf. */
export function CalmPanel() {
  const { form, edit, faultAt } = useEditing();
  return (
    <Panel title="Calm it down">
      <div className="rule-fields">
        <SelectField
          name="hold_seconds"
          label="Recovered for"
          options={durationOptions(form.holdSeconds, "at once")}
          value={String(form.holdSeconds)}
          error={faultAt("hold_seconds")}
          onChange={(event) => edit({ holdSeconds: Number(event.target.value) })}
        />
        <LeastSample />
        <Limits />
        <SelectField
          name="no_data"
          label="If data is missing"
          options={NO_DATA}
          value={form.noData}
          error={faultAt("no_data")}
          onChange={(event) => edit({ noData: event.target.value === "resolve" ? "resolve" : "keep" })}
        />
        <SelectField
          name="lateness_seconds"
          label="Wait for late data"
          options={durationOptions(form.latenessSeconds, "no")}
          value={String(form.latenessSeconds)}
          error={faultAt("lateness_seconds")}
          onChange={(event) => edit({ latenessSeconds: Number(event.target.value) })}
        />
        <Windows />
      </div>
    </Panel>
  );
}

function LeastSample() {
  const { form, edit, faultAt } = useEditing();
  const basis = definitionOf(form.metric)?.basis;
  const isMoot = basis === undefined && form.minimumSample === "";
  return (
    <Field
      name="minimum_sample"
      label="Least sample"
      unit={basis === undefined ? undefined : (definitionOf(basis)?.title ?? basis).toLowerCase()}
      inputMode="numeric"
      disabled={isMoot}
      placeholder={isMoot ? "has no count behind it" : "none"}
      value={form.minimumSample}
      error={faultAt("minimum_sample")}
      onChange={(event) => edit({ minimumSample: event.target.value })}
    />
  );
}

function Windows() {
  const { form, edit, faultAt } = useEditing();
  return (
    <>
      <Field
        name="windows.least"
        label="Breached by"
        unit="readings"
        inputMode="numeric"
        placeholder="each"
        value={form.least}
        error={faultAt("windows.least", "windows")}
        onChange={(event) => edit({ least: event.target.value })}
      />
      <Field
        name="windows.of"
        label="Of the newest"
        unit="readings"
        inputMode="numeric"
        placeholder="–"
        value={form.of}
        error={faultAt("windows.of")}
        onChange={(event) => edit({ of: event.target.value })}
      />
    </>
  );
}

function Limits() {
  const { form, edit, faultAt } = useEditing();
  return (
    <>
      <Field
        name="cooldown_minutes"
        label="Cooldown"
        unit="min"
        inputMode="numeric"
        value={form.cooldownMinutes}
        error={faultAt("cooldown_minutes")}
        onChange={(event) => edit({ cooldownMinutes: event.target.value })}
      />
      <Field
        name="max_alerts_per_hour"
        label="At most"
        unit="alerts / h"
        inputMode="numeric"
        value={form.maxAlertsPerHour}
        error={faultAt("max_alerts_per_hour")}
        onChange={(event) => edit({ maxAlertsPerHour: event.target.value })}
      />
    </>
  );
}
