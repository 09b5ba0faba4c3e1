"use client";

import { type ReactNode, type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { RuleMode } from "@/lib/rules/schema";
import { AboutPanel } from "./about-panel";
import { BackTestPanel } from "./back-test-panel";
import { CalmPanel } from "./calm-panel";
import { ConditionPanel } from "./condition-panel";
import { describeChanges } from "./describe-changes";
import { EditingProvider } from "./editing";
import { FiredNowPanel } from "./fired-now-panel";
import { LevelsPanel } from "./levels-panel";
import type { MetricChoice } from "./metric-choice";
import { NameField } from "./name-field";
import { PreviewPanel } from "./preview-panel";
import { readFault } from "./read-fault";
import { BLANK_FORM, formOf, type RuleForm } from "./rule-form";
import { RuleSentence } from "./rule-sentence";
import type { RuleFoundWire } from "./rule-wire";
import { SaveBar } from "./save-bar";
import { UnsavedGuard } from "./unsaved-guard";
import { usePreview } from "./use-preview";
import { type SaveProblem, useSaveRule } from "./use-save-rule";

interface RuleEditorProps {
  /** Null for a new rule. */
  rule: RuleFoundWire | null;
  metrics: readonly MetricChoice[];
  /** Why it can only be read; null where it may be changed. */
  locked: string | null;
  backTestLocked: string | null;
  /** What the server knows of a saved rule: standing, versions, findings of the shadow. */
  children?: ReactNode;
}

/** A rule as a sentence whose words are controls, what it would have done beside it, and what was changed below. */
export function RuleEditor({ rule, metrics, locked, backTestLocked, children }: RuleEditorProps) {
  const before = rule === null ? BLANK_FORM : formOf(rule);
  const [form, setForm] = useState<RuleForm>(before);
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const preview = usePreview(form);
  const { save, isBusy } = useSaveRule(rule);
  const changes = describeChanges(before, form);
  const edit = (change: Partial<RuleForm>) => {
    setProblem(null);
    setForm((present) => ({ ...present, ...change }));
  };
  const saveAs = async (mode: RuleMode) => setProblem(await save({ ...form, mode }));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void saveAs(form.mode);
  };
  const fault = problem?.kind === "fault" ? problem.fault : preview.isComplete ? readFault(preview.error) : null;
  return (
    <EditingProvider editing={{ form, edit, fault, blame: (found) => setProblem({ kind: "fault", fault: found }) }}>
      <UnsavedGuard name={form.name} isDirty={changes.length > 0 && !isBusy} />
      <form className="rule-editor" onSubmit={submit} noValidate aria-label="Rule">
        <fieldset className="rule-form" disabled={locked !== null}>
          <legend className="sr-only">What the rule says</legend>
          <Problem problem={problem} />
          <Findings rule={rule} />
          <div className="panel rule-lead">
            <NameField />
            <RuleSentence metrics={metrics} />
          </div>
          <LevelsPanel />
          <CalmPanel />
          <ConditionPanel />
          <AboutPanel />
        </fieldset>
        <div className="rule-side">
          <PreviewPanel form={form} preview={preview} />
          <BackTestPanel form={form} ruleId={rule?.id ?? null} locked={backTestLocked} />
          <FiredNowPanel form={form} known={rule?.findings ?? []} locked={locked} />
          {children}
        </div>
        <SaveBar
          rule={rule}
          changes={changes}
          locked={locked}
          isBusy={isBusy}
          onDiscard={() => {
            setForm(before);
            setProblem(null);
          }}
          onSaveAs={saveAs}
        />
      </form>
    </EditingProvider>
  );
}

function Problem({ problem }: { problem: SaveProblem | null }) {
  if (problem === null || problem.kind === "fault") return null;
  if (problem.kind === "failed") return <Callout status="crit">{problem.words}</Callout>;
  return (
    <Callout
      status="warn"
      aside={
        <Button size="small" icon="retry" onClick={() => window.location.reload()}>
          Reload, drop my changes
        </Button>
      }
    >
      {problem.words} Nothing of yours was saved.
    </Callout>
  );
}

function Findings({ rule }: { rule: RuleFoundWire | null }) {
  if (rule === null || rule.findings.length === 0) return null;
  return (
    <Callout status="warn">
      {rule.findings.map(({ code, message }) => (
        <p key={code}>{message}</p>
      ))}
    </Callout>
  );
}
