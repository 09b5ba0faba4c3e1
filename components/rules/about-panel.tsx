"use client";

import { MeasureChoice } from "@/components/measures/measure-choice";
import { SelectField, TextField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { RuleMode } from "@/lib/rules/schema";
import { useEditing } from "./editing";

const MODES = [
  { value: "live", word: "Live: evaluated, and people are told" },
  { value: "shadow", word: "Shadow: evaluated and recorded, nobody is told" },
  { value: "draft", word: "Draft: not evaluated" },
] as const;

const CLASSES = [
  { value: "ordinary", word: "Ordinary" },
  { value: "player_safety", word: "Player safety: never silenced, capped or held" },
] as const;

/** What the rule is for, and what the person who is told is to do. */
export function AboutPanel() {
  const { form, edit, faultAt } = useEditing();
  return (
    <Panel title="About it">
      <div className="rule-fields rule-fields-even">
        <SelectField
          name="mode"
          label="Mode"
          options={MODES}
          value={form.mode}
          error={faultAt("mode")}
          onChange={(event) => edit({ mode: RuleMode.catch("draft").parse(event.target.value) })}
        />
        <SelectField
          name="class"
          label="Class"
          options={CLASSES}
          value={form.class}
          error={faultAt("class")}
          onChange={(event) => edit({ class: event.target.value === "player_safety" ? "player_safety" : "ordinary" })}
        />
        <div className="rule-wide">
          <TextField
            name="description"
            label="What it means for the business"
            value={form.description}
            error={faultAt("description")}
            onChange={(event) => edit({ description: event.target.value })}
          />
        </div>
        <div className="rule-wide">
          <TextField
            name="runbook"
            label="What to do"
            rows={5}
            value={form.runbook}
            error={faultAt("runbook")}
            onChange={(event) => edit({ runbook: event.target.value })}
          />
        </div>
        <div className="rule-wide">
          <MeasureChoice
            value={form.measureId}
            error={faultAt("measure_id")}
            onChoose={(measureId) => edit({ measureId })}
          />
        </div>
      </div>
    </Panel>
  );
}
