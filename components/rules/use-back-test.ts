"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { backTest, KEYS } from "@/components/queries";
import { ApiRefusal, callApi } from "@/components/read-api";
import { type BackTestDays, BackTestWire } from "@/lib/replay/schema";
import { useEditing } from "./editing";
import { AT_ITS_FIELD, asSentence, readFault } from "./read-fault";
import { namedBody, type RuleForm } from "./rule-form";

const PATH = "/observability/rules/back-tests";

/** A back-test of the rule as it stands in the form: started, watched to its end, cancelled. */
export function useBackTest(ruleId: number | null) {
  const { blame } = useEditing();
  const [id, setId] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const cache = useQueryClient();
  const { data: job } = useQuery({ ...backTest({ id: id ?? 0 }), enabled: id !== null });

  const ask = async (work: () => Promise<BackTestWire>) => {
    setRefusal(null);
    try {
      const answered = await work();
      cache.setQueryData(backTest({ id: answered.id }).queryKey, answered);
      setId(answered.id);
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      const fault = readFault(error);
      if (fault !== null) blame(fault);
      setRefusal(fault === null ? asSentence(error.message) : AT_ITS_FIELD);
    }
  };
  const run = (form: RuleForm, days: BackTestDays) =>
    ask(() => {
      const body = { rule: namedBody(form), days, ...(ruleId === null ? {} : { rule_id: ruleId }) };
      return callApi({ path: PATH, method: "POST", body, schema: BackTestWire });
    });
  const cancel = async () => {
    if (id === null) return;
    await ask(() => callApi({ path: `${PATH}/${id}`, method: "DELETE", schema: BackTestWire }));
    await cache.invalidateQueries({ queryKey: [...KEYS.backTest, id] });
  };
  const shown = id === null ? undefined : job;
  const isRunning = shown !== undefined && (shown.status === "queued" || shown.status === "running");
  return { job: shown, isRunning, refusal, run, cancel };
}
