"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { Dialog } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { type AnnouncedBy, AnnouncementBody } from "@/lib/feed/announcement";
import { SEVERITIES, Severity } from "@/lib/kernel/severity";
import { MINUTE_MS } from "@/lib/kernel/time";
import { AnnouncementCallout } from "./announcement-callout";
import { ChannelBoxes, type OfferedChannel } from "./channel-boxes";
import { useAnnouncements } from "./use-announcements";

const LENGTHS = [
  { value: "15", word: "15 min" },
  { value: "60", word: "1 h" },
  { value: "240", word: "4 h" },
  { value: "480", word: "8 h" },
  { value: "1440", word: "24 h" },
];
const LEVELS = SEVERITIES.map((value) => ({
  value,
  word: value === "emergency" ? "emergency: cannot be dismissed" : value,
}));

interface Draft {
  message: string;
  severity: Severity;
  minutes: string;
  channels: readonly AnnouncedBy[];
}

const BLANK: Draft = { message: "", severity: "info", minutes: "60", channels: [] };

interface AnnounceFormProps {
  by: string;
  offered: readonly OfferedChannel[];
}

/** Says something to every console: written, seen as it will be, and confirmed. */
export function AnnounceForm({ by, offered }: AnnounceFormProps) {
  const form = useAnnounceForm();
  const { draft, error, change } = form;
  return (
    <form className="grid gap-[12px] p-[12px]" onSubmit={form.ask} noValidate aria-label="Announce">
      <TextField
        name="message"
        label="Message"
        aid="What everybody is to know, in a sentence or two."
        placeholder="Payments are down for maintenance until 15:00 UTC."
        value={draft.message}
        error={error?.field === "message" ? error.words : undefined}
        onChange={({ target }) => change({ message: target.value })}
      />
      <Choices draft={draft} onChange={change} />
      <ChannelBoxes offered={offered} chosen={draft.channels} onChange={(channels) => change({ channels })} />
      {error !== undefined && error.field !== "message" && (
        <p role="alert" className="field-note field-note-bad">
          {error.words}
        </p>
      )}
      <div>
        <Button type="submit" variant="primary" icon="send" disabled={form.isBusy}>
          Preview
        </Button>
      </div>
      <Preview form={form} by={by} />
    </form>
  );
}

type AnnounceFormState = ReturnType<typeof useAnnounceForm>;

function useAnnounceForm() {
  const [draft, setDraft] = useState(BLANK);
  const [error, setError] = useState<{ field: string; words: string }>();
  const [isAsking, setAsking] = useState(false);
  const { announce, isBusy } = useAnnouncements();
  const toast = useToast();
  const { minutes, ...rest } = draft;
  const body = { ...rest, expires_in_minutes: Number(minutes) };

  const ask = (event: FormEvent) => {
    event.preventDefault();
    const [issue] = AnnouncementBody.safeParse(body).error?.issues ?? [];
    setError(issue && { field: String(issue.path[0]), words: sentence(issue.message) });
    setAsking(issue === undefined);
  };
  const confirm = async () => {
    const refused = await announce(body);
    setAsking(false);
    if (refused !== null) return setError({ field: refused.field ?? "", words: refused.message });
    setDraft(BLANK);
    toast({ status: "ok", text: "Every console shows it now." });
  };
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  return { draft, change, error, isBusy, isAsking, ask, confirm, close: () => setAsking(false) };
}

function Choices({ draft, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  return (
    <div className="grid gap-[12px] md:grid-cols-2">
      <SelectField
        name="severity"
        label="Severity"
        options={LEVELS}
        value={draft.severity}
        onChange={({ target }) => onChange({ severity: Severity.catch("info").parse(target.value) })}
      />
      <SelectField
        name="length"
        label="Shown for"
        options={LENGTHS}
        value={draft.minutes}
        onChange={({ target }) => onChange({ minutes: target.value })}
      />
    </div>
  );
}

function Preview({ form, by }: { form: AnnounceFormState; by: string }) {
  const now = useNow();
  const { draft, isAsking, isBusy, close, confirm } = form;
  const { message, severity, minutes, channels } = draft;
  const expires_at = new Date(now + Number(minutes) * MINUTE_MS).toISOString();
  return (
    <Dialog
      title="Announce this?"
      note={describeReach(channels)}
      isOpen={isAsking}
      onClose={close}
      foot={
        <>
          <Button onClick={close}>Go on writing</Button>
          <Button variant="primary" disabled={isBusy} aria-busy={isBusy} onClick={confirm}>
            Announce
          </Button>
        </>
      }
    >
      <AnnouncementCallout announcement={{ message: message.trim(), severity, announced_by: by, expires_at }} />
    </Dialog>
  );
}

function describeReach(channels: readonly AnnouncedBy[]): string {
  const others = channels.map((channel) => (channel === "email" ? "everybody by e-mail" : "the channel in Slack"));
  const beside = others.length === 0 ? "" : `, and is told to ${others.join(" and ")}`;
  return `Every console shows it at once${beside}.`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
