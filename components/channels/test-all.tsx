"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { callApi } from "@/components/read-api";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Channel } from "@/lib/rules/schema";
import { CHANNEL_NAMES } from "./channel-words";

const TestedAll = z.array(
  z.object({
    channel: Channel,
    outcome: z.enum(["delivered", "failed", "skipped"]),
    to: z.string().nullable(),
    response: z.string(),
  }),
);

const LOOK = {
  delivered: { status: "ok", word: "Delivered" },
  failed: { status: "crit", word: "Not delivered" },
  skipped: { status: "unk", word: "Skipped" },
} as const;

/** A test message by every channel, after a question: they reach people. */
export function TestAll() {
  const [isOpen, setOpen] = useState(false);
  const router = useRouter();
  const test = useMutation({
    mutationFn: () => callApi({ path: "/observability/alerts/test", method: "POST", schema: TestedAll }),
    onSettled: () => router.refresh(),
  });
  const close = () => {
    setOpen(false);
    test.reset();
  };
  return (
    <>
      <Button size="small" icon="send" onClick={() => setOpen(true)}>
        Test all
      </Button>
      <Dialog
        title="Test all channels"
        note="One test message leaves by every channel that is ready; each provider's word is shown."
        isOpen={isOpen}
        onClose={close}
        foot={
          <>
            <Button onClick={close}>{test.data ? "Close" : "Cancel"}</Button>
            {test.data === undefined && (
              <Button variant="primary" data-autofocus disabled={test.isPending} onClick={() => test.mutate()}>
                {test.isPending ? "Sending…" : "Send tests"}
              </Button>
            )}
          </>
        }
      >
        {test.error && (
          <p role="alert" className="text-crit">
            {test.error.message}
          </p>
        )}
        <ul aria-live="polite" className="grid gap-[8px]">
          {test.data?.map(({ channel, outcome, response }) => (
            <li key={channel} className="grid grid-cols-[104px_120px_minmax(0,1fr)] gap-[8px] max-md:grid-cols-2">
              <b className="font-medium">{CHANNEL_NAMES[channel]}</b>
              <Badge {...LOOK[outcome]} />
              <span className="[overflow-wrap:anywhere] text-12 text-text-2 max-md:col-span-2">{response}</span>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
