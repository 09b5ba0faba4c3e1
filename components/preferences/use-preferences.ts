"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { ApiRefusal, callApi } from "@/components/read-api";
import type { PreferencesWire } from "@/lib/preferences/wire";

/** What the parts of the form share. */
export interface Editing {
  draft: PreferencesWire;
  change: (changes: Partial<PreferencesWire>) => void;
  errorOf: (field: string) => string | undefined;
}

interface Fault {
  field: string | undefined;
  words: string;
}

/** A draft of one's own preferences and the way to save it. A fault lasts until the next change. */
export function usePreferences(saved: PreferencesWire) {
  const [draft, setDraft] = useState(saved);
  const [fault, setFault] = useState<Fault>();
  const [isSaved, setSaved] = useState(false);
  const saving = useMutation({
    mutationFn: (body: PreferencesWire) =>
      callApi({ path: "/observability/preferences", method: "PUT", body, schema: z.unknown() }),
    onSuccess: () => setSaved(true),
    onError: (refused) => setFault(faultOf(refused)),
  });

  const change = (changes: Partial<PreferencesWire>) => {
    setDraft((before) => ({ ...before, ...changes }));
    setFault(undefined);
    setSaved(false);
  };
  const save = () => {
    setFault(undefined);
    saving.mutate(draft);
  };
  return { draft, change, save, isSaving: saving.isPending, fault, notice: noticeOf(fault, isSaved) };
}

function noticeOf(fault: Fault | undefined, isSaved: boolean): string {
  if (fault !== undefined) return fault.field === undefined ? fault.words : "Not saved: see the field above.";
  return isSaved ? "Saved. The change is in the audit log." : "";
}

function faultOf(error: unknown): Fault {
  if (!(error instanceof ApiRefusal)) return { field: undefined, words: "The console did not answer. Try again." };
  const words = error.message.replace(/^\w+: /, "");
  return { field: error.field, words: `${words.charAt(0).toUpperCase()}${words.slice(1)}`.replace(/\.?$/, ".") };
}
