import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/kernel/errors";
import { composeSlackForm, type SlackFormAction } from "@/lib/notifications/compose/slack-form";
import { fitSlack } from "@/lib/notifications/compose/slack-parts";
import { readButtonValue } from "@/lib/notifications/compose/slack-state";
import { callerContext } from "@/lib/server/access/enter";
import type { Context } from "@/lib/server/context";
import { commandAlert } from "@/lib/server/services/alerts/command";
import type { Move } from "@/lib/server/services/alerts/write-transition";
import { answerClick, callSlack, type SlackApp } from "@/lib/server/slack/call-slack";
import { findPerson } from "./find-person";
import { type Click, type ClickedMessage, type Form, type Interaction, readMemory } from "./interaction";
import { showSlackState } from "./thread";

/** What Slack is answered: nothing, or what is wrong with the form it sent. */
export type SlackReply = { response_action: "errors"; errors: { words: string } } | null;

/**
 * Does what a button or form of Slack asks for, as the account of the person who used it. What cannot be done is told to
 * that person alone, in words; the message then shows how its alerts are.
 */
export async function actFromSlack(house: Context, app: SlackApp, interaction: Interaction): Promise<SlackReply> {
  const found = await findPerson(house, app, interaction.userId);
  if (interaction.kind === "form") {
    if (found.kind === "nobody") return wrong(found.words);
    return submit(house, app, { form: interaction, ctx: callerContext(found.caller, house.correlationId) });
  }
  if (found.kind === "nobody") await whisper(house, app, interaction.message, found.words);
  else await click(house, app, { click: interaction, ctx: callerContext(found.caller, house.correlationId) });
  return null;
}

async function click(house: Context, app: SlackApp, { click, ctx }: { click: Click; ctx: Context }): Promise<void> {
  const [pressed] = click.actions;
  const named = pressed === undefined ? null : readButtonValue(pressed.value);
  if (pressed === undefined || named === null) return;
  if (pressed.action_id === "acknowledge") {
    const refusal = await carryOut(ctx, { ...named, move: { command: "acknowledge" } });
    await settle(house, app, { message: click.message, refusal });
    return;
  }
  const memory = JSON.stringify({ ...named, ...click.message });
  const view = composeSlackForm(pressed.action_id, memory);
  const opened = await callSlack(app, {
    method: "views.open",
    body: { trigger_id: click.triggerId, view },
    schema: z.object({}),
  });
  if (opened.kind === "answered") return;
  house.log.warn({ error: opened.error }, "slack opened no form");
  const refusal = await carryOut(ctx, { ...named, move: moveOf(pressed.action_id, "") });
  await settle(house, app, { message: click.message, refusal });
}

async function submit(house: Context, app: SlackApp, { form, ctx }: { form: Form; ctx: Context }): Promise<SlackReply> {
  const memory = readMemory(form.memory);
  if (memory === null) return wrong("This form is too old. Close it and use the button again.");
  const { alertId, version, ...message } = memory;
  const refusal = await carryOut(ctx, { alertId, version, move: moveOf(form.action, form.words.trim()) });
  await refresh(house, app, message);
  return refusal === null ? null : wrong(refusal);
}

/** Where no form could be opened nobody gave words, and the timeline says so. */
function moveOf(action: SlackFormAction, words: string): Move {
  if (action === "resolve") return { command: "resolve", notes: words === "" ? null : words };
  return { command: "escalate", reason: words === "" ? "from Slack, without a reason" : words, isManual: true };
}

/** The refusal in words; null when it is done. */
async function carryOut(
  ctx: Context,
  { alertId, version, move }: { alertId: number; version: number; move: Move },
): Promise<string | null> {
  try {
    await commandAlert(ctx, { alertId, expectedVersion: version, move });
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.message;
  }
}

async function settle(
  house: Context,
  app: SlackApp,
  { message, refusal }: { message: ClickedMessage; refusal: string | null },
): Promise<void> {
  await Promise.all([
    refresh(house, app, message),
    refusal === null ? undefined : whisper(house, app, message, refusal),
  ]);
}

/** Shows at once how the alerts are, with buttons for that; what the delivery changes later is the same. */
async function refresh(house: Context, app: SlackApp, message: ClickedMessage): Promise<void> {
  const state = await showSlackState(house, message);
  if (state.attachments.length === 0) return;
  await tell(house, app, message, { replace_original: true, ...fitSlack(state) });
}

/** Seen by who clicked, and by nobody else. */
async function whisper(house: Context, app: SlackApp, message: ClickedMessage, text: string): Promise<void> {
  await tell(house, app, message, { response_type: "ephemeral", replace_original: false, text });
}

async function tell(house: Context, app: SlackApp, message: ClickedMessage, words: object): Promise<void> {
  const told = await answerClick(app, message.responseUrl, words);
  if (told.kind === "refused") house.log.warn({ error: told.error }, "slack took no answer to a click");
}

function wrong(words: string): SlackReply {
  return { response_action: "errors", errors: { words } };
}
