"use client";

import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import type { ApiRefusal } from "@/components/read-api";
import { useZone } from "@/components/ui/clock";
import { asRoute } from "@/components/ui/route";
import { bodyOf, type Draft } from "./draft";
import { useSilenceOrder } from "./use-silence-order";

/** The silence the form changes, as the page last read it. */
export interface Editing {
  id: number;
  version: number;
  draft: Draft;
  /** Why the viewer may not; null when they may. */
  refusal: string | null;
  /** Where saving and cancelling lead. */
  back: string;
}

/** What the form of a silence holds, and how it is sent: as a new one, or as a change of the version first shown. */
export function useSilenceForm(first: Draft, editing: Editing | null) {
  const [draft, setDraft] = useState(first);
  // The page is read anew behind the form: a version taken from there would overwrite what nobody here has seen.
  const [version, setVersion] = useState(editing?.version ?? 0);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const { run, isBusy } = useSilenceOrder();
  const router = useRouter();
  const body = bodyOf(draft, useZone());
  const change = (changes: Partial<Draft>) => {
    setRefusal(null);
    setDraft((before) => ({ ...before, ...changes }));
  };
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const order = editing === null ? { order: "make" as const } : { order: "change" as const, id: editing.id, version };
    const refused = await run({ ...order, body });
    setRefusal(refused);
    if (refused !== null) return;
    if (editing === null) setDraft(first);
    else router.push(asRoute(editing.back));
  };
  const loadAnew = () => {
    change(first);
    setVersion(editing?.version ?? 0);
  };
  // Only once the page has been read anew is there something else to load.
  const isOutdated = editing !== null && editing.version !== version;
  return { draft, body, refusal, isBusy, isOutdated, change, submit, loadAnew };
}
