"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ChangeReplay } from "@/components/escalation/change-replay";
import { inSentence } from "@/components/settings/in-sentence";
import { useSetting } from "@/components/settings/use-setting";
import { BlockedButton, Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { CAPPED, CapsBody, type CapsWire, MOST_ROWS } from "@/lib/notifications/caps-wire";
import { type CapRow, rowOf, rowsToWire } from "./cap-rows";
import { CapRows } from "./cap-rows-field";
import { CHANNEL_NAMES } from "./channel-words";

type Draft = Record<(typeof CAPPED)[number], CapRow[]>;

interface CapsFormProps {
  caps: CapsWire;
  defaults: CapsWire;
  updatedAt: string | null;
}

/** A table of rows for each channel; what was typed stays when the server says no. */
export function CapsForm({ caps, defaults, updatedAt }: CapsFormProps) {
  const [draft, setDraft] = useState(() => draftOf(caps));
  const [fault, setFault] = useState<{ field: string; words: string } | null>(null);
  const { save, isBusy } = useSetting("config/caps");
  const router = useRouter();
  const toast = useToast();
  const wire = wireOf(draft);
  const isChanged = JSON.stringify(wire) !== JSON.stringify(caps);

  const submit = async () => {
    const asked = CapsBody.safeParse(wire);
    const [issue] = asked.error?.issues ?? [];
    if (issue !== undefined) return setFault({ field: issue.path.join("."), words: inSentence(issue.message) });
    setFault(null);
    const refused = await save({ body: { ...wire, updated_at: updatedAt }, done: "The caps are changed." });
    if (refused === null) return;
    if (refused.status !== 409) return setFault({ field: refused.field ?? "", words: inSentence(refused.message) });
    toast({ status: "warn", text: refused.message });
    router.refresh();
  };

  return (
    <>
      {CAPPED.map((channel) => (
        <CapRows
          key={channel}
          name={CHANNEL_NAMES[channel]}
          rows={draft[channel]}
          most={MOST_ROWS}
          fault={fault?.field.startsWith(channel) ? fault : null}
          onChange={(rows) => setDraft({ ...draft, [channel]: rows })}
        />
      ))}
      {fault?.field === "" && (
        <p role="alert" className="p-[12px] text-crit">
          {fault.words}
        </p>
      )}
      <div className="form-foot">
        <ChangeReplay change={isChanged && CapsBody.safeParse(wire).success ? { caps: wire } : null} />
        {isChanged ? (
          <Button variant="primary" disabled={isBusy} onClick={() => void submit()}>
            {isBusy ? "Saving…" : "Save caps"}
          </Button>
        ) : (
          <BlockedButton reason="Nothing changed">Save caps</BlockedButton>
        )}
        {JSON.stringify(wire) !== JSON.stringify(defaults) && (
          <Button variant="ghost" className="ml-auto" onClick={() => setDraft(draftOf(defaults))}>
            Reset to default
          </Button>
        )}
      </div>
    </>
  );
}

function draftOf(caps: CapsWire): Draft {
  return {
    email: caps.email.map(rowOf),
    slack: caps.slack.map(rowOf),
    sms: caps.sms.map(rowOf),
    push: caps.push.map(rowOf),
  };
}

function wireOf(draft: Draft): CapsWire {
  return {
    email: rowsToWire(draft.email),
    slack: rowsToWire(draft.slack),
    sms: rowsToWire(draft.sms),
    push: rowsToWire(draft.push),
  };
}
