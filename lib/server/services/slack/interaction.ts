import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/kernel/errors";
import { SLACK_ACTIONS } from "@/lib/notifications/compose/slack-state";

const NO_PAYLOAD = "payload: expected what Slack sends for a click on a button";

/** Where a clicked message stands, and where its click is answered. */
export const ClickedMessage = z.object({
  channelId: z.string(),
  ts: z.string(),
  responseUrl: z.url(),
});
export type ClickedMessage = z.infer<typeof ClickedMessage>;

/** What a form remembers while it is filled in. */
export const FormMemory = ClickedMessage.extend({ alertId: z.number().int(), version: z.number().int() });
export type FormMemory = z.infer<typeof FormMemory>;

const Clicked = z
  .object({
    type: z.literal("block_actions"),
    user: z.object({ id: z.string() }),
    trigger_id: z.string(),
    response_url: z.url(),
    container: z.object({ channel_id: z.string(), message_ts: z.string() }),
    actions: z.array(z.object({ action_id: z.enum(SLACK_ACTIONS), value: z.string() })).min(1),
  })
  .transform(({ user, trigger_id, response_url, container, actions }) => ({
    kind: "click" as const,
    userId: user.id,
    triggerId: trigger_id,
    actions,
    message: { channelId: container.channel_id, ts: container.message_ts, responseUrl: response_url },
  }));

const Submitted = z
  .object({
    type: z.literal("view_submission"),
    user: z.object({ id: z.string() }),
    view: z.object({
      callback_id: z.enum(["resolve", "escalate"]),
      private_metadata: z.string(),
      state: z.object({ values: z.object({ words: z.object({ words: z.object({ value: z.string().nullish() }) }) }) }),
    }),
  })
  .transform(({ user, view }) => ({
    kind: "form" as const,
    userId: user.id,
    action: view.callback_id,
    words: view.state.values.words.words.value ?? "",
    memory: view.private_metadata,
  }));

const Interaction = z.union([Clicked, Submitted]);
export type Interaction = z.infer<typeof Interaction>;
export type Click = Extract<Interaction, { kind: "click" }>;
export type Form = Extract<Interaction, { kind: "form" }>;

/**
 * Reads the form that Slack posts. Null for what no button of ours made, such as a form that was closed.
 * @throws AppError `invalid` for what is no payload at all.
 */
export function readInteraction(body: string): Interaction | null {
  const payload = new URLSearchParams(body).get("payload");
  if (payload === null) throw new AppError("invalid", NO_PAYLOAD, { field: "payload" });
  return Interaction.safeParse(asJson(payload)).data ?? null;
}

/** What the form remembers; null where it is not ours. */
export function readMemory(text: string): FormMemory | null {
  return FormMemory.safeParse(asJson(text)).data ?? null;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
