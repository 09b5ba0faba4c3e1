"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { z } from "zod";
import { callApi } from "@/components/read-api";
import { useSettled } from "@/components/silences/use-settled";
import type { EmailContent } from "@/lib/notifications/compose/email";
import type { SlackContent } from "@/lib/notifications/compose/slack";

const Words = z.object({ subject: z.string(), html: z.string(), text: z.string() }) satisfies z.ZodType<EmailContent>;
const Slack = z.custom<Pick<SlackContent, "attachments" | "text">>(
  (value) => z.looseObject({ text: z.string(), attachments: z.array(z.unknown()) }).safeParse(value).success,
  "expected a Slack message",
);
export const PreviewJson = z.object({
  fault: z.object({ line: z.number().nullable(), reason: z.string() }).nullable(),
  alert: z.object({ id: z.number().nullable(), kind: z.enum(["real", "imagined"]) }),
  email: Words,
  slack: Slack,
  sms: z.object({ text: z.string() }),
  push: z.object({ title: z.string(), body: z.string() }),
});

/** What is typed is not asked about letter by letter. */
const SETTLE_MS = 400;

interface Asked {
  channel: string;
  part: string;
  body: string;
  alert_id?: number;
}

/** What the words would look like, asked for once they have settled. The answer before stays until the next is there. */
export function usePreview(asked: Asked) {
  const settled = useSettled(JSON.stringify(asked), SETTLE_MS);
  const { mutate, data, error } = useMutation({
    mutationFn: (body: unknown) =>
      callApi({ path: "/observability/templates/preview", method: "POST", body, schema: PreviewJson }),
  });
  useEffect(() => mutate(JSON.parse(settled)), [settled, mutate]);
  return { preview: data, error, isSettled: settled === JSON.stringify(asked) };
}
