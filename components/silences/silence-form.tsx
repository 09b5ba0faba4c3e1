"use client";

import { type SubmitEvent, useState } from "react";
import { BlockedButton, Button } from "@/components/ui/button";
import { useZone } from "@/components/ui/clock";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { StatusIcon } from "@/components/ui/status-icon";
import { bodyOf, type Draft, emptyDraft, wordOfLength } from "./draft";
import { MatcherRows } from "./matcher-rows";
import type { Prefill } from "./prefill-of";
import { SilencePreviewPanel } from "./silence-preview";
import { SilenceSentence } from "./silence-sentence";
import { useSilenceOrder } from "./use-silence-order";

interface SilenceFormProps {
  rules: readonly string[];
  brands: readonly string[];
  /** Where somebody came from an alert. */
  prefill: Prefill | null;
  mayMake: boolean;
  /** Who sees some brands only hides alerts of one of these. */
  mayHideAll: boolean;
}

/** A silence as one sentence, with what it would hide beside it before it is made. */
export function SilenceForm({ rules, brands, prefill, mayMake, mayHideAll }: SilenceFormProps) {
  const first = { ...emptyDraft(prefill), ...(mayHideAll || prefill?.brand ? {} : { brand: brands[0] ?? "" }) };
  const [draft, setDraft] = useState<Draft>(first);
  const [refusal, setRefusal] = useState<{ field: string | undefined; words: string } | null>(null);
  const { run, isBusy } = useSilenceOrder();
  const body = bodyOf(draft, useZone());
  const change = (changes: Partial<Draft>) => {
    setRefusal(null);
    setDraft((before) => ({ ...before, ...changes }));
  };
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const refused = await run({ order: "make", body });
    setRefusal(refused === null ? null : { field: refused.field, words: refused.message });
    if (refused === null) setDraft(first);
  };
  return (
    <Panel
      title="New silence"
      note={prefill === null ? "nothing is hidden yet" : prefill.title}
      className={prefill === null ? undefined : "max-xl:order-first"}
    >
      <form onSubmit={submit} noValidate aria-label="New silence">
        <div className="grid gap-[12px] p-[12px]">
          {prefill?.isPlayerSafety && <PlayerSafetyNote />}
          <SilenceSentence
            draft={draft}
            rules={rules}
            brands={brands}
            mayHideAll={mayHideAll}
            badField={refusal?.field}
            onChange={change}
          />
          <MatcherRows matchers={draft.others} onChange={(others) => change({ others })} />
          {refusal !== null && (
            <p role="alert" className="field-note field-note-bad">
              <Icon name="fault" size={13} />
              {refusal.words}
            </p>
          )}
        </div>
        <SilencePreviewPanel body={body} mayMake={mayMake} />
        <Promises />
        <footer className="flex flex-wrap items-center gap-[8px] border-line border-t p-[12px]">
          {mayMake ? (
            <Button type="submit" variant="primary" icon="silence" disabled={isBusy} aria-busy={isBusy}>
              Hide for {wordOfLength(draft.minutes)}
            </Button>
          ) : (
            <BlockedButton icon="silence" reason="Your role looks only: ask an operator.">
              Hide
            </BlockedButton>
          )}
          <Button variant="ghost" onClick={() => change(emptyDraft(null))}>
            Clear
          </Button>
        </footer>
      </form>
    </Panel>
  );
}

function PlayerSafetyNote() {
  return (
    <p className="callout callout-warn">
      <StatusIcon status="warn" size={16} />
      <span>This is a player-safety alert: nothing hides it. A silence hides only others like it.</span>
    </p>
  );
}

function Promises() {
  return (
    <ul className="grid gap-[6px] border-line border-t p-[12px] text-13 text-text-2">
      <li className="flex items-center gap-[8px]">
        <StatusIcon status="emer" size={14} />
        Emergency and player-safety alerts always pass.
      </li>
      <li className="flex items-center gap-[8px]">
        <Icon name="seen" size={14} />
        Alerts go on being recorded, and show as hidden.
      </li>
      <li className="flex items-center gap-[8px]">
        <Icon name="send" size={14} />
        What still burns at the end is told then.
      </li>
    </ul>
  );
}
