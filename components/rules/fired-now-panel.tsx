"use client";

import { useState } from "react";
import { ApiRefusal, callApi } from "@/components/read-api";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { useNow } from "@/components/ui/clock";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { useEditing } from "./editing";
import { AT_ITS_FIELD, asSentence, readFault } from "./read-fault";
import { namedBody, type RuleForm } from "./rule-form";
import { TrialJson } from "./rule-wire";
import { toldByRecipient } from "./told-by-recipient";

interface FiredNowPanelProps {
  form: RuleForm;
  /** Findings that stand above the form already. */
  known: readonly { message: string }[];
  locked: string | null;
}

/** Whom an alert of this rule would be told to at this hour; nothing is sent. */
export function FiredNowPanel({ form, known, locked }: FiredNowPanelProps) {
  const { trial, refusal, isBusy, test } = useTrial(form);
  return (
    <Panel
      title="If it fired now"
      note={trial === null ? undefined : <Time at={trial.at} show="minute" />}
      aside={
        <Button
          size="small"
          icon="send"
          disabled={locked !== null || isBusy}
          title={locked ?? undefined}
          onClick={test}
        >
          Test
        </Button>
      }
    >
      {refusal !== null && (
        <div className="p-[12px]">
          <Callout status="warn">{refusal}</Callout>
        </div>
      )}
      {trial === null ? (
        <Empty kind="nothing-yet" title="Not tested yet">
          {locked ?? "A test reads the newest samples and says who would be told. It sends nothing."}
        </Empty>
      ) : (
        <TrialView trial={trial.answer} known={known} />
      )}
    </Panel>
  );
}

function useTrial(form: RuleForm) {
  const [trial, setTrial] = useState<{ at: number; answer: TrialJson } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const now = useNow();
  const { blame } = useEditing();
  const test = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      const answer = await callApi({
        path: "/observability/rules/test",
        method: "POST",
        body: namedBody(form),
        schema: TrialJson,
      });
      setTrial({ at: now, answer });
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      const fault = readFault(error);
      if (fault !== null) blame(fault);
      setRefusal(fault === null ? asSentence(error.message) : AT_ITS_FIELD);
    } finally {
      setBusy(false);
    }
  };
  return { trial, refusal, isBusy, test };
}

function TrialView({ trial, known }: { trial: TrialJson; known: FiredNowPanelProps["known"] }) {
  const news = trial.findings.filter(({ message }) => known.every((one) => one.message !== message));
  return (
    <>
      <p className="p-[12px]" role="status">
        {trial.sentence}
      </p>
      <ul className="rows rule-told">
        {toldByRecipient(trial.told).map(({ recipient, channels, outcome }) => (
          <li key={recipient}>
            <b>{recipient}</b>
            <span>{channels}</span>
            <span>{outcome}</span>
          </li>
        ))}
      </ul>
      {news.map(({ code, message }) => (
        <div key={code} className="p-[12px]">
          <Callout status="warn">{message}</Callout>
        </div>
      ))}
    </>
  );
}
