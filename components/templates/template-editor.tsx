"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { inSentence } from "@/components/settings/in-sentence";
import { BlockedButton, Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { useToast } from "@/components/ui/toast";
import type { TemplateWire } from "@/lib/notifications/template-wire";
import { PART_NAMES, TEMPLATE_CHANNEL_NAMES } from "./part-words";
import { TemplatePreview } from "./template-preview";
import { usePreview } from "./use-preview";
import { useTemplate } from "./use-template";

interface TemplateEditorProps {
  template: TemplateWire;
  /** Recent alerts the preview may be about, newest first. */
  alerts: readonly { id: number; title: string }[];
}

/** The words of one part, with what they would look like beside them. What was typed stays when the server says no. */
export function TemplateEditor({ template, alerts }: TemplateEditorProps) {
  const { channel, part } = template;
  const [body, setBody] = useState(template.body ?? template.starting_point);
  const [alertId, setAlertId] = useState(alerts[0]?.id);
  const { save, send, error, isBusy } = useSave(template, body);
  const { preview, error: previewError } = usePreview({ channel, part, body, ...(alertId && { alert_id: alertId }) });

  return (
    <div className="templates-pair">
      <Panel title={titleOf(template)} note={noteOf(template)}>
        <div className="grid gap-[12px] p-[12px]">
          <SavedFault template={template} />
          <TextField
            name="template-body"
            label="Words"
            aid={`At most ${template.most_characters} characters once the variables are filled in.`}
            rows={ROWS[part] ?? 5}
            spellCheck={false}
            value={body}
            error={error}
            onChange={({ target }) => setBody(target.value)}
          />
          {alerts.length > 0 && (
            <SelectField
              name="template-alert"
              label="Preview with"
              options={alerts.map(({ id, title }) => ({ value: String(id), word: `Alert ${id}: ${title}` }))}
              value={String(alertId)}
              onChange={({ target }) => setAlertId(Number(target.value))}
            />
          )}
        </div>
        <div className="form-foot">
          <SaveButton isChanged={template.body !== body} isBusy={isBusy} onSave={save} />
          {!template.is_built_in && <Reset template={template} isBusy={isBusy} onReset={send} />}
        </div>
      </Panel>
      <TemplatePreview channel={channel} preview={preview} error={previewError} />
    </div>
  );
}

/** Lines of the field, where a part needs more than a few. */
const ROWS: Readonly<Record<string, number>> = { html: 22, text: 9 };

/** Saves what is written; what was refused stands at the field, and words that somebody else changed are read anew. */
function useSave(template: TemplateWire, body: string) {
  const [error, setError] = useState<string>();
  const { send, isBusy } = useTemplate(template);
  const router = useRouter();
  const toast = useToast();
  const save = async () => {
    setError(undefined);
    const refused = await send({
      method: "PUT",
      body: { body, updated_at: template.updated_at },
      done: "Saved: the next messages have these words.",
    });
    if (refused === null) return;
    if (refused.status !== 409) return setError(inSentence(refused.message));
    toast({ status: "warn", text: refused.message });
    router.refresh();
  };
  return { save, send, error, isBusy };
}

function SavedFault({ template: { fault } }: { template: TemplateWire }) {
  if (fault === null) return null;
  return (
    <Callout status="warn">
      The saved words break, so the built-in ones are sent: {fault.reason}
      {fault.line !== null && ` (line ${fault.line})`}.
    </Callout>
  );
}

function SaveButton({
  isChanged,
  isBusy,
  onSave,
}: {
  isChanged: boolean;
  isBusy: boolean;
  onSave: () => Promise<void>;
}) {
  if (!isChanged) return <BlockedButton reason="Nothing changed">Save</BlockedButton>;
  return (
    <Button variant="primary" disabled={isBusy} onClick={() => void onSave()}>
      {isBusy ? "Saving…" : "Save"}
    </Button>
  );
}

interface ResetProps {
  template: TemplateWire;
  isBusy: boolean;
  onReset: ReturnType<typeof useTemplate>["send"];
}

function Reset({ template, isBusy, onReset }: ResetProps) {
  const [isOpen, setOpen] = useState(false);
  const name = titleOf(template);
  const reset = async () => {
    await onReset({ method: "DELETE", done: "The built-in words count again." });
    setOpen(false);
  };
  return (
    <>
      <Button variant="ghost" className="ml-auto" onClick={() => setOpen(true)}>
        Reset to built in
      </Button>
      <Dialog
        title={`Reset ${name}?`}
        note="Your words are removed; the audit keeps them."
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        foot={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button variant="danger" disabled={isBusy} onClick={() => void reset()}>
              Reset {name}
            </Button>
          </>
        }
      >
        <pre className="code-block">{template.body}</pre>
      </Dialog>
    </>
  );
}

function titleOf({ channel, part }: TemplateWire): string {
  return `${TEMPLATE_CHANNEL_NAMES[channel]}: ${PART_NAMES[`${channel}/${part}`]}`;
}

function noteOf({ is_built_in, updated_by }: TemplateWire): string {
  return is_built_in ? "built in; close to it, to begin from" : `changed by ${updated_by ?? "an admin"}`;
}
