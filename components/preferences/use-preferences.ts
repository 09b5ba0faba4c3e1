"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { z } from "zod";
import { ApiRefusal, callApi } from "@/components/read-api";
import { useNow } from "@/components/ui/clock";
import type { PreferencesWire } from "@/lib/preferences/wire";

/** What the parts of the page share. */
export interface Editing {
  draft: PreferencesWire;
  change: (changes: Partial<PreferencesWire>) => void;
  errorOf: (field: string) => string | undefined;
}

interface Fault {
  field: string | undefined;
  words: string;
}

interface Kept {
  preferences: PreferencesWire;
  /** What was there before the last save; null where nothing can be undone. */
  before: PreferencesWire | null;
  savedAt: number | null;
}

/** A draft of one's own preferences, the way to save it, and back. A fault lasts until the next change. */
export function usePreferences(saved: PreferencesWire) {
  const [kept, setKept] = useState<Kept>({ preferences: saved, before: null, savedAt: null });
  const [draft, setDraft] = useState(saved);
  const [fault, setFault] = useState<Fault>();
  const now = useNow();
  const router = useRouter();
  // Switching it on in a browser turns push on beside this form.
  const hasPush = saved.push_notifications;
  useEffect(() => {
    const withPush = <Wire extends PreferencesWire>(wire: Wire) => ({ ...wire, push_notifications: hasPush });
    setDraft(withPush);
    setKept((before) => ({ ...before, preferences: withPush(before.preferences) }));
  }, [hasPush]);
  const saving = useMutation({
    mutationFn: (body: PreferencesWire) =>
      callApi({ path: "/observability/preferences", method: "PUT", body, schema: z.unknown() }),
    onError: (refused) => setFault(faultOf(refused)),
  });

  const write = (next: PreferencesWire, before: PreferencesWire | null) => {
    setFault(undefined);
    saving.mutate(next, {
      onSuccess: () => {
        setKept({ preferences: next, before, savedAt: now });
        setDraft(next);
        router.refresh();
      },
    });
  };
  return {
    draft,
    kept,
    fault,
    isDirty: !isEqual(draft, kept.preferences),
    isSaving: saving.isPending,
    errorOf: (field: string) => (fault?.field === field ? fault.words : undefined),
    change: (changes: Partial<PreferencesWire>) => {
      setDraft((before) => ({ ...before, ...changes }));
      setFault(undefined);
    },
    /** Takes over what was saved beside this form. */
    adopt: (changes: Partial<PreferencesWire>) => {
      setDraft((before) => ({ ...before, ...changes }));
      setKept((before) => ({ ...before, preferences: { ...before.preferences, ...changes }, before: null }));
    },
    save: () => write(draft, kept.preferences),
    saveWith: (changes: Partial<PreferencesWire>) => write({ ...draft, ...changes }, kept.preferences),
    undo: () => kept.before !== null && write(kept.before, null),
    discard: () => {
      setDraft(kept.preferences);
      setFault(undefined);
    },
  };
}

export type UsedPreferences = ReturnType<typeof usePreferences>;

/** Whether two hold the same; the order of keys counts, which only ever grows. */
function isEqual(a: PreferencesWire, b: PreferencesWire): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A refusal as a sentence for its field. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof ApiRefusal)) return { field: undefined, words: "The console did not answer. Try again." };
  const words = error.message.replace(/^\w+: /, "");
  return { field: error.field, words: `${words.charAt(0).toUpperCase()}${words.slice(1)}`.replace(/\.?$/, ".") };
}
