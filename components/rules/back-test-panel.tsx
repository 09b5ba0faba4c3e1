"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { Progress } from "@/components/ui/progress";
import { SegmentedButtons } from "@/components/ui/segmented";
import { BACK_TEST_DAYS, type BackTestWire } from "@/lib/replay/schema";
import { BackTestResultView } from "./back-test-result";
import type { RuleForm } from "./rule-form";
import { useBackTest } from "./use-back-test";

interface BackTestPanelProps {
  form: RuleForm;
  ruleId: number | null;
  locked: string | null;
}

const CHOICES = [
  { value: "7", word: "7 days" },
  { value: "30", word: "30 days" },
  { value: "90", word: "90 days" },
] as const;

/** The rule as it stands in the form over what was recorded, by the evaluation that runs live. */
export function BackTestPanel({ form, ruleId, locked }: BackTestPanelProps) {
  const [chosen, setChosen] = useState<(typeof CHOICES)[number]["value"]>("30");
  const { job, isRunning, refusal, run, cancel } = useBackTest(ruleId);
  const days = BACK_TEST_DAYS.find((count) => String(count) === chosen) ?? 30;
  return (
    <Panel
      title="Back-test"
      className="rule-back-test"
      note={job?.status === "done" ? `highest reading of each of ${job.days} days` : "over what was recorded"}
      aside={
        <>
          <SegmentedButtons label="How far back" value={chosen} options={CHOICES} onChoose={setChosen} />
          <Button
            size="small"
            icon="play"
            disabled={locked !== null || isRunning}
            title={locked ?? undefined}
            onClick={() => run(form, days)}
          >
            Run
          </Button>
        </>
      }
    >
      {refusal !== null && (
        <div className="p-[12px]">
          <Callout status="warn">{refusal}</Callout>
        </div>
      )}
      <Job job={job} form={form} locked={locked} onCancel={cancel} />
    </Panel>
  );
}

interface JobProps {
  job: BackTestWire | undefined;
  form: RuleForm;
  locked: string | null;
  onCancel: () => void;
}

function Job({ job, form, locked, onCancel }: JobProps) {
  if (job === undefined)
    return (
      <Empty kind="nothing-yet" title="Not run yet">
        {locked ?? "Run it to see when the rule would have fired, whom it would have woken, and what looks false."}
      </Empty>
    );
  if (job.status === "failed")
    return (
      <Empty kind="error" title="The back-test failed">
        {job.error ?? "It ended without a reason. Run it again."}
      </Empty>
    );
  if (job.status === "cancelled")
    return (
      <Empty kind="nothing-yet" title="Cancelled">
        Nothing is kept of a back-test that was cancelled.
      </Empty>
    );
  if (job.result !== null) return <BackTestResultView result={job.result} form={form} />;
  const percent = Math.round(job.progress * 100);
  return (
    <div className="grid gap-[10px] p-[12px]">
      <Progress percent={percent} label="Back-test" colour="felt" />
      <p className="flex items-center gap-[10px] text-text-2" role="status">
        {job.status === "queued" ? "Waiting for its turn" : `${percent} % of ${job.days} days read`}
        <Button size="small" className="ml-auto" onClick={onCancel}>
          Cancel
        </Button>
      </p>
    </div>
  );
}
