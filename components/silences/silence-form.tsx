"use client";

import { useEffect, useRef } from "react";
import type { ApiRefusal } from "@/components/read-api";
import { BlockedButton, Button, ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { StatusIcon } from "@/components/ui/status-icon";
import { emptyDraft, wordOfLength } from "./draft";
import { MatcherRows } from "./matcher-rows";
import type { Prefill } from "./prefill-of";
import { SilencePreviewPanel } from "./silence-preview";
import { SilenceSentence } from "./silence-sentence";
import { type Editing, useSilenceForm } from "./use-silence-form";

interface SilenceFormProps {
  rules: readonly string[];
  brands: readonly string[];
  /** Where somebody came from an alert. */
  prefill: Prefill | null;
  /** Where a silence that exists is changed. */
  editing: Editing | null;
  mayMake: boolean;
  /** Who sees some brands only hides alerts of one of these. */
  mayHideAll: boolean;
}

/** A silence as one sentence, with what it would hide beside it before it is made or changed. */
export function SilenceForm({ rules, brands, prefill, editing, mayMake, mayHideAll }: SilenceFormProps) {
  const blank = { ...emptyDraft(prefill), ...(mayHideAll || prefill?.brand ? {} : { brand: brands[0] ?? "" }) };
  const held = useSilenceForm(editing?.draft ?? blank, editing);
  const { draft, body, refusal, isBusy, change, submit } = held;
  const form = useFocusWhen(editing !== null);
  const title = editing === null ? "New silence" : "Edit silence";
  const isNew = prefill === null && editing === null;
  const blocked = mayMake ? (editing?.refusal ?? null) : "Your role looks only: ask an operator.";
  return (
    <Panel title={title} note={noteOf(prefill, editing)} className={isNew ? undefined : "max-xl:order-first"}>
      <form ref={form} tabIndex={-1} onSubmit={submit} noValidate aria-label={title}>
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
          {refusal !== null && <Refused refusal={refusal} isOutdated={held.isOutdated} onLoadAnew={held.loadAnew} />}
        </div>
        <SilencePreviewPanel body={body} mayMake={mayMake} />
        <Promises />
        <footer className="flex flex-wrap items-center gap-[8px] border-line border-t p-[12px]">
          <Submit
            word={editing === null ? `Hide for ${wordOfLength(draft.minutes)}` : "Save changes"}
            blockedWord={editing === null ? "Hide" : "Save changes"}
            blocked={blocked}
            isBusy={isBusy}
          />
          {editing === null ? (
            <Button variant="ghost" onClick={() => change(emptyDraft(null))}>
              Clear
            </Button>
          ) : (
            <ButtonLink variant="ghost" href={editing.back}>
              Cancel
            </ButtonLink>
          )}
        </footer>
      </form>
    </Panel>
  );
}

/** Brings the keys to the form for who asked for it from the list; the link has scrolled already. */
function useFocusWhen(isAsked: boolean) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (isAsked) form.current?.focus({ preventScroll: true });
  }, [isAsked]);
  return form;
}

function noteOf(prefill: Prefill | null, editing: Editing | null): string {
  if (editing !== null) return "nothing is changed yet";
  return prefill === null ? "nothing is hidden yet" : prefill.title;
}

interface SubmitProps {
  word: string;
  blockedWord: string;
  blocked: string | null;
  isBusy: boolean;
}

function Submit({ word, blockedWord, blocked, isBusy }: SubmitProps) {
  if (blocked !== null) {
    return (
      <BlockedButton icon="silence" reason={blocked}>
        {blockedWord}
      </BlockedButton>
    );
  }
  return (
    <Button type="submit" variant="primary" icon="silence" disabled={isBusy} aria-busy={isBusy}>
      {word}
    </Button>
  );
}

interface RefusedProps {
  refusal: ApiRefusal;
  isOutdated: boolean;
  onLoadAnew: () => void;
}

function Refused({ refusal, isOutdated, onLoadAnew }: RefusedProps) {
  return (
    <div className="flex flex-wrap items-center gap-[8px]">
      <p role="alert" className="field-note field-note-bad">
        <Icon name="fault" size={13} />
        {refusal.message}
      </p>
      {refusal.status === 409 && (
        <Button
          size="small"
          disabled={!isOutdated}
          title={isOutdated ? undefined : "It is being read anew."}
          onClick={onLoadAnew}
        >
          Load it as it is now
        </Button>
      )}
    </div>
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
