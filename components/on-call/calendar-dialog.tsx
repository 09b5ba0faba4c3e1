"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { KEYS } from "@/components/queries";
import { callApi } from "@/components/read-api";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import type { RotationWire } from "@/lib/on-call/wire";
import { CalendarLinks, onCallLinks } from "./on-call-queries";

/** Opens the links by which a calendar program follows a rotation. */
export function CalendarDialog({ rotation }: { rotation: RotationWire }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="ghost" size="small" icon="calendar" onClick={() => setOpen(true)}>
        Subscribe
      </Button>
      <Dialog
        title={`${rotation.name} in your calendar`}
        note="Give one of these addresses to your calendar program. Whoever has it reads the shifts: keep it to yourself."
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        foot={
          <>
            <NewLinks rotationId={rotation.id} />
            <Button variant="primary" onClick={() => setOpen(false)}>
              Done
            </Button>
          </>
        }
      >
        <Links rotationId={rotation.id} />
      </Dialog>
    </>
  );
}

function Links({ rotationId }: { rotationId: number }) {
  const { data, error } = useQuery(onCallLinks({ id: rotationId }));
  if (error !== null) return <p role="alert">{error.message}</p>;
  if (data === undefined) return <p>Reading your links …</p>;
  return (
    <dl className="grid gap-[12px]">
      <Address word="Your own shifts" url={data.url_mine} />
      <Address word="Everybody's shifts" url={data.url} />
    </dl>
  );
}

function Address({ word, url }: { word: string; url: string }) {
  const toast = useToast();
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    toast({ status: "ok", text: "The address is copied." });
  };
  return (
    <div>
      <dt className="flex items-center gap-[8px] font-medium">
        <span className="flex-1">{word}</span>
        <Button size="small" icon="copy" aria-label={`Copy: ${word}`} onClick={copy}>
          Copy
        </Button>
      </dt>
      <dd className="mono break-all text-12 text-text-2">{url}</dd>
    </div>
  );
}

/** Asked twice: every calendar that follows an older link goes empty. */
function NewLinks({ rotationId }: { rotationId: number }) {
  const [isAsked, setAsked] = useState(false);
  const cache = useQueryClient();
  const toast = useToast();
  const renew = async () => {
    const path = `/observability/on-call/rotations/${rotationId}/calendar-link`;
    await callApi({ path, method: "POST", schema: CalendarLinks });
    await cache.invalidateQueries({ queryKey: KEYS.onCallLinks });
    toast({ status: "ok", text: "Your calendar links are new. The old ones stopped." });
    setAsked(false);
  };
  if (!isAsked) return <Button onClick={() => setAsked(true)}>Make new links</Button>;
  return (
    <Button variant="danger" onClick={renew}>
      Stop all my old links
    </Button>
  );
}
