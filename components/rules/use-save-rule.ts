"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { ApiRefusal, callApi } from "@/components/read-api";
import { asRoute } from "@/components/ui/route";
import { useToast } from "@/components/ui/toast";
import type { RuleMode } from "@/lib/rules/schema";
import type { FieldFault } from "./editing";
import { asSentence, readFault } from "./read-fault";
import { bodyOf, type RuleForm } from "./rule-form";

const Saved = z.looseObject({ id: z.number(), rule_name: z.string(), version: z.number() });
const RULES = "/observability/rules";
const DONE: Record<RuleMode, string> = {
  live: "is saved.",
  shadow: "is saved and runs in shadow: nobody is told.",
  draft: "is saved as a draft and is not evaluated.",
};

/** What became of a save: a field is at fault, somebody was quicker, or it could not be done. */
export type SaveProblem =
  | { kind: "fault"; fault: FieldFault }
  | { kind: "conflict"; words: string }
  | { kind: "failed"; words: string };

interface Kept {
  id: number;
  version: number;
}

/** Saves a rule, new or as it was read; another's change since then is not overwritten. */
export function useSaveRule(kept: Kept | null) {
  const [isBusy, setBusy] = useState(false);
  const router = useRouter();
  const toast = useToast();
  const save = async (form: RuleForm): Promise<SaveProblem | null> => {
    setBusy(true);
    try {
      const saved = await send(kept, form);
      toast({ status: "ok", text: `${saved.rule_name} ${DONE[form.mode]}` });
      if (kept === null) router.push(asRoute(`/rules/${saved.id}`));
      router.refresh();
      return null;
    } catch (error) {
      return problemOf(error);
    } finally {
      setBusy(false);
    }
  };
  return { save, isBusy };
}

function send(kept: Kept | null, form: RuleForm) {
  const body = bodyOf(form);
  if (kept === null) return callApi({ path: RULES, method: "POST", body, schema: Saved });
  return callApi({
    path: `${RULES}/${kept.id}`,
    method: "PUT",
    body: { ...body, version: kept.version },
    schema: Saved,
  });
}

function problemOf(error: unknown): SaveProblem {
  const fault = readFault(error);
  if (fault !== null) return { kind: "fault", fault };
  if (!(error instanceof ApiRefusal)) throw error;
  return { kind: error.status === 409 ? "conflict" : "failed", words: asSentence(error.message) };
}
