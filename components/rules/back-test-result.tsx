"use client";

import { Badge } from "@/components/ui/badge";
import { formatMoney } from "@/components/ui/figure";
import { statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { type Column, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { BackTestResult, WouldBeAlert } from "@/lib/replay/schema";
import { describeDuration } from "@/lib/rules/describe";
import { DayBars } from "./day-bars";
import { seriesName } from "./preview-series";
import type { RuleForm } from "./rule-form";
import { raisedAfter, reachedWords } from "./would-be";

const SHOWN = 20;

/** What the rule would have done: in one sentence, by day, one by one, and how well it would have judged. */
export function BackTestResultView({ result, form }: { result: BackTestResult; form: RuleForm }) {
  const hidden = result.fired - Math.min(SHOWN, result.alerts.length);
  return (
    <>
      <p className="back-test-sentence" role="status">
        {result.sentence}
      </p>
      <DayBars days={result.days} form={form} />
      {result.alerts.length > 0 && (
        <Table
          caption="Would have fired"
          columns={COLUMNS}
          rows={result.alerts.slice(0, SHOWN)}
          keyOf={(alert) => `${alert.from} ${seriesName(alert.labels)}`}
        />
      )}
      {hidden > 0 && (
        <p className="px-[12px] py-[8px] text-12 text-text-3">{hidden} older ones are counted, not listed.</p>
      )}
      {result.notes.length > 0 && (
        <ul className="px-[12px] py-[8px] text-12 text-text-3">
          {result.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <BackTestFoot result={result} />
    </>
  );
}

function BackTestFoot({ result }: { result: BackTestResult }) {
  const { useful, noise, missed, samples, duration_ms: durationMs } = result;
  const after = raisedAfter(result.alerts);
  return (
    <footer className="panel-foot back-test-foot">
      <span>
        True alerts <b>{useful + noise === 0 ? "none judged" : `${useful} of ${useful + noise}`}</b>
      </span>
      <span>
        Missed <b>{missed}</b>
      </span>
      {after !== null && (
        <span>
          Raised after <b>{describeDuration(after * 1000)}</b> on average
        </span>
      )}
      <span className="ml-auto">
        {samples.toLocaleString("en-GB")} samples in {(durationMs / 1000).toFixed(1)} s
      </span>
    </footer>
  );
}

const COLUMNS: readonly Column<WouldBeAlert>[] = [
  {
    name: "Would have fired",
    cell: ({ from, highest_severity: severity, labels }) => (
      <span className="inline-flex items-center gap-[6px]">
        <StatusIcon status={statusOfSeverity(severity)} size={14} label={severity} />
        <Time at={from} show="moment" />
        {Object.keys(labels).length > 0 && <span className="text-text-3">{seriesName(labels)}</span>}
      </span>
    ),
  },
  {
    name: "Lasted",
    align: "right",
    cell: ({ to, duration_seconds: seconds }) => (to === null ? "still open" : describeDuration(seconds * 1000)),
  },
  {
    name: "Shortfall",
    align: "right",
    kind: "money",
    cell: ({ money }) => (money === null ? "–" : formatMoney(money.amount, money.currency, "whole")),
  },
  { name: "Reached", cell: ({ reached }) => reachedWords(reached) },
  { name: "Judged", cell: (alert) => <Judged alert={alert} /> },
];

function Judged({ alert: { judged, looks_false: looksFalse } }: { alert: WouldBeAlert }) {
  if (judged === "useful") return <Badge status="ok" word="True" />;
  if (judged === "noise") return <Badge status="unk" word="Noise" />;
  return looksFalse ? <Badge status="unk" word="Looks false" /> : <span className="text-text-3">not judged</span>;
}
