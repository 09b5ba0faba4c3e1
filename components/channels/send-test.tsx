"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { callApi } from "@/components/read-api";
import { Button, type ButtonSize } from "@/components/ui/button";
import { describeTook } from "@/lib/notifications/channel-state";

const Tested = z.object({
  outcome: z.enum(["delivered", "failed"]),
  to: z.string().nullable(),
  response: z.string(),
  duration_ms: z.number(),
});

interface SendTestProps {
  channel: string;
  name: string;
  size?: ButtonSize;
}

/** Sends one test message by a channel, shows what its provider said, and reads the page anew. */
export function SendTest({ channel, name, size = "small" }: SendTestProps) {
  const router = useRouter();
  const test = useMutation({
    mutationFn: () =>
      callApi({ path: "/observability/notifications/test", method: "POST", body: { channel }, schema: Tested }),
    onSettled: () => router.refresh(),
  });
  return (
    <>
      <Button
        size={size}
        icon={size === "small" ? undefined : "send"}
        disabled={test.isPending}
        aria-label={`Send a test message by ${name}`}
        onClick={() => test.mutate()}
      >
        {test.isPending ? "Sending…" : "Send test"}
      </Button>
      <p role="status" className="test-answer">
        {test.data && wordsOf(test.data)}
        {test.error?.message}
      </p>
    </>
  );
}

function wordsOf({ outcome, to, response, duration_ms }: z.infer<typeof Tested>): string {
  const way = to === null ? "" : ` to ${to}`;
  return outcome === "delivered"
    ? `Delivered${way} in ${describeTook(duration_ms)}: ${response}`
    : `Not delivered${way}: ${response}`;
}
