"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { rulePreview } from "@/components/queries";
import { namedBody, type RuleForm } from "./rule-form";

const QUIET_MS = 400;

/** The rule as it is typed, over the last 24 h; asked once the typing has paused, the last answer kept meanwhile. */
export function usePreview(form: RuleForm) {
  const asked = useSettled(JSON.stringify(namedBody(form)));
  const isComplete = form.levels.every(({ threshold }) => threshold.trim() !== "");
  const query = useQuery({ ...rulePreview({ rule: asked }), enabled: isComplete, placeholderData: keepPreviousData });
  return { ...query, isComplete };
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), QUIET_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
