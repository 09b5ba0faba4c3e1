"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Panel } from "@/components/ui/panel";
import { statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Time } from "@/components/ui/time";
import type { DigestWire, HeldAlert } from "@/lib/preferences/quiet-report";
import { listOf } from "@/lib/rules/describe";

/** What is held until quiet hours end, what the last digest told, and what the next would say. */
export function DigestPanel({ digest }: { digest: DigestWire }) {
  const [isOpen, setOpen] = useState(false);
  const { held, last, preview } = digest;
  const shown = held.length > 0 ? held : (last?.alerts ?? []);
  return (
    <Panel
      title="Held for the next digest"
      note={<Note {...digest} />}
      aside={
        preview === null ? undefined : (
          <Button size="small" variant="ghost" onClick={() => setOpen(true)}>
            Preview
          </Button>
        )
      }
    >
      {shown.length === 0 ? (
        <p className="p-[12px] text-text-3">Nothing is held, and no digest has been sent to you.</p>
      ) : (
        <ul className="rows">{shown.map(heldLine)}</ul>
      )}
      <Dialog
        title="The next digest"
        note="In the words of its e-mail, as it would be sent if it left now."
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        foot={<Button onClick={() => setOpen(false)}>Close</Button>}
      >
        <pre className="whitespace-pre-wrap font-mono text-12 [overflow-wrap:anywhere]">{preview}</pre>
      </Dialog>
    </Panel>
  );
}

function Note({ held, leaves_at, last, preview }: DigestWire) {
  return (
    <>
      {held.length} now
      {leaves_at !== null && (
        <>
          , {preview === null ? "all resolved, so nothing is sent at" : "sent at"} <Time at={leaves_at} show="smart" />
        </>
      )}
      {held.length === 0 && last !== null && (
        <>
          . Last time {last.alerts.length}, sent by {listOf(last.channels)} <Time at={last.at} show="smart" />
        </>
      )}
    </>
  );
}

function heldLine({ alert_id, title, severity, status, held_at }: HeldAlert) {
  return (
    <li key={alert_id} className="flex min-h-[36px] items-center gap-[10px] px-[12px]">
      <StatusIcon status={statusOfSeverity(severity)} size={14} label={severity} />
      <Link href={`/alerts/${alert_id}`} className="min-w-0 flex-1 py-[6px] text-text-1">
        {title}
        {status === "resolved" && <span className="text-text-3">, resolved meanwhile</span>}
      </Link>
      <span className="text-12 text-text-3">
        <Time at={held_at} show="smart" />
      </span>
    </li>
  );
}
