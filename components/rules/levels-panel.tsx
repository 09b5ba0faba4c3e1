"use client";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { SEVERITIES, type Severity, severityRank } from "@/lib/kernel/severity";
import { routeBySeverity } from "@/lib/notifications/routing";
import { describeDuration } from "@/lib/rules/describe";
import { useEditing } from "./editing";
import type { FormLevel } from "./rule-form";
import { durationOptions, TokenNumber, TokenSelect } from "./token";
import { SEVERITY_WORDS, thresholdHead, unitOf } from "./words";

/** Each severity of the rule with its own limit; one alert follows the gravest that is reached. */
export function LevelsPanel() {
  const { form, edit, faultAt } = useEditing();
  const free = SEVERITIES.filter((one) => form.levels.every(({ severity }) => severity !== one));
  const add = (severity: Severity) =>
    edit({ levels: inOrder([...form.levels, { severity, threshold: "", recovery: "", durationSeconds: null }]) });
  const next = free.find((one) => severityRank(one) > severityRank(form.levels.at(-1)?.severity ?? "info")) ?? free[0];
  const fault = faultAt("levels");
  return (
    <Panel
      title="Levels"
      note={form.levels.length > 1 ? "the graver hides the milder" : undefined}
      aside={
        next !== undefined && (
          <Button variant="ghost" size="small" icon="add" onClick={() => add(next)}>
            Add level
          </Button>
        )
      }
    >
      <table className="levels" aria-label="Levels">
        <thead>
          <tr>
            {["Severity", thresholdHead(form.operator), "Recovers at", "Held for", "Goes to", "Remove"].map((word) => (
              <th key={word} scope="col">
                {word === "Remove" ? <span className="sr-only">{word}</span> : word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {form.levels.map((level, index) => (
            <LevelRow key={level.severity} level={level} index={index} />
          ))}
        </tbody>
      </table>
      {fault !== undefined && (
        <p className="field-note field-note-bad px-[12px] pb-[10px]">
          <Icon name="fault" size={13} />
          {fault}
        </p>
      )}
    </Panel>
  );
}

function LevelRow({ level, index }: { level: FormLevel; index: number }) {
  const { form, edit, faultAt } = useEditing();
  const word = SEVERITY_WORDS[level.severity];
  const change = (changes: Partial<FormLevel>) =>
    edit({ levels: form.levels.map((one, place) => (place === index ? { ...one, ...changes } : one)) });
  const thresholdFault = faultAt(`levels.${index}.threshold_value`);
  const recoveryFault = faultAt(`levels.${index}.recovery_value`);
  const fault = thresholdFault ?? recoveryFault;
  return (
    <>
      <tr>
        <td className="levels-severity">
          <StatusIcon status={statusOfSeverity(level.severity)} size={14} />
          {word}
        </td>
        <td data-name={thresholdHead(form.operator)}>
          <TokenNumber
            label={`${word}: threshold`}
            look="field"
            value={level.threshold}
            unit={unitOf(form)}
            isBad={thresholdFault !== undefined}
            onType={(threshold) => change({ threshold })}
          />
        </td>
        <td data-name="Recovers at">
          <TokenNumber
            label={`${word}: recovers at`}
            look="field"
            value={level.recovery}
            unit={unitOf(form)}
            placeholder={level.threshold}
            isBad={recoveryFault !== undefined}
            onType={(recovery) => change({ recovery })}
          />
        </td>
        <td data-name="Held for">
          <HeldFor level={level} onChoose={(durationSeconds) => change({ durationSeconds })} />
        </td>
        <td data-name="Goes to" className="levels-told">
          {goesTo(form.channels, level.severity)}
        </td>
        <td>
          <RemoveLevel level={level} />
        </td>
      </tr>
      {fault !== undefined && (
        <tr className="levels-fault">
          <td colSpan={6}>
            <p className="field-note field-note-bad" role="alert">
              <Icon name="fault" size={13} />
              {fault}
            </p>
          </td>
        </tr>
      )}
    </>
  );
}

function HeldFor({ level, onChoose }: { level: FormLevel; onChoose: (seconds: number | null) => void }) {
  const { form } = useEditing();
  const own = durationOptions(level.durationSeconds ?? form.durationSeconds, "at once");
  return (
    <TokenSelect
      label={`${SEVERITY_WORDS[level.severity]}: held for`}
      look="field"
      value={level.durationSeconds === null ? "rule" : String(level.durationSeconds)}
      options={[{ value: "rule", word: `${describeDuration(form.durationSeconds * 1000)} (rule)` }, ...own]}
      onChoose={(value) => onChoose(value === "rule" ? null : Number(value))}
    />
  );
}

function RemoveLevel({ level }: { level: FormLevel }) {
  const { form, edit } = useEditing();
  const isOnly = form.levels.length === 1;
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={`Remove ${level.severity}`}
      title={isOnly ? "A rule needs a level" : `Remove ${level.severity}`}
      disabled={isOnly}
      onClick={() => edit({ levels: form.levels.filter(({ severity }) => severity !== level.severity) })}
    >
      <Icon name="close" size={14} />
    </button>
  );
}

function goesTo(channels: readonly string[] | null, severity: Severity): string {
  return (channels === null ? routeBySeverity(severity) : ["log", ...channels.filter((one) => one !== "log")]).join(
    ", ",
  );
}

function inOrder(levels: readonly FormLevel[]): FormLevel[] {
  return levels.toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity));
}
