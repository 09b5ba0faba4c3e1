"use client";

import { useMutation } from "@tanstack/react-query";
import { z } from "zod";
import { callApi } from "@/components/read-api";
import { Button } from "@/components/ui/button";

const Tested = z.object({ outcome: z.enum(["delivered", "failed"]), to: z.string().nullable(), response: z.string() });

/** Sends one test message by a channel, and shows what its provider said. */
export function TestChannel({ channel, name }: { channel: string; name: string }) {
  const test = useMutation({
    mutationFn: () =>
      callApi({ path: "/observability/notifications/test", method: "POST", body: { channel }, schema: Tested }),
  });
  return (
    <>
      <Button
        size="small"
        icon="send"
        disabled={test.isPending}
        aria-label={`Send a test message by ${name}`}
        onClick={() => test.mutate()}
      >
        {test.isPending ? "Sending …" : "Test"}
      </Button>
      <p role="status" className="basis-full text-12 empty:hidden text-text-2 [overflow-wrap:anywhere]">
        {test.data && wordsOf(test.data)}
        {test.error?.message}
      </p>
    </>
  );
}

function wordsOf({ outcome, to, response }: z.infer<typeof Tested>): string {
  const way = to === null ? "" : ` to ${to}`;
  return outcome === "delivered" ? `Delivered${way}: ${response}` : `Not delivered${way}: ${response}`;
}
