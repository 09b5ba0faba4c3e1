import "server-only";
import { findAlert } from "@/db/queries/alerts";
import type { TakenNotification } from "@/db/queries/due-notifications";
import { findPlaces, keepPlace, listAlertsAt } from "@/db/queries/slack-messages";
import { listTemplates } from "@/db/queries/templates";
import type { Alert } from "@/lib/alerts/schema";
import type { MessageSource } from "@/lib/notifications/compose/facts";
import {
  composeSlackReply,
  composeSlackState,
  type SlackState,
  type SlackThread,
  type SlackThreadMessage,
} from "@/lib/notifications/compose/slack-state";
import type { SavedTemplate } from "@/lib/notifications/saved-template";
import type { MessagePlace, Occasion, Receipt } from "@/lib/notifications/schema";
import { findPart, renderTemplate } from "@/lib/notifications/template";
import { valuesOf } from "@/lib/notifications/template-variables";
import { publicUrl } from "@/lib/server/access/session-cookie";
import type { Context, Unit } from "@/lib/server/context";

/**
 * The messages of a bot that tell these rows' alerts: what each shows now, and where it stands if it was posted. Alerts that
 * were told together stay together, so a later occasion of one shows the others beside it. Alerts of several messages
 * change each of them; unless all were told before, they are told by a new one.
 */
export async function findSlackThread(ctx: Context, rows: readonly TakenNotification[]): Promise<SlackThread> {
  const alertIds = [...new Set(rows.map(({ alertId }) => alertId))];
  const told = await findEach(ctx, alertIds);
  const recipient = rows[0]?.recipient ?? "channel";
  const kept = await findPlaces(ctx.db, { recipient, alertIds: told.map(({ id }) => id) });
  const placed = kept.flatMap((one) => one.alertIds).length;
  if (placed < told.length || told.length === 0) {
    const message = { place: null, alertIds: told.map(({ id }) => id), state: await stateOf(ctx, told), reply: null };
    return { messages: [message] };
  }
  const messages = kept.map(async ({ place, alertIds: own }): Promise<SlackThreadMessage> => {
    const sources = rows.flatMap((row): MessageSource[] => {
      const alert = own.includes(row.alertId) ? told.find(({ id }) => id === row.alertId) : undefined;
      if (alert === undefined) return [];
      const correlationId = row.correlationId ?? ctx.correlationId;
      return [{ ...withLink({ ...alert, severity: row.severity }), occasion: row.occasion, correlationId }];
    });
    return { place, alertIds: own, state: await showSlackState(ctx, place), reply: composeSlackReply(sources) };
  });
  return { messages: await Promise.all(messages) };
}

/** What the message at a place shows now. */
export async function showSlackState(ctx: Context, place: MessagePlace): Promise<SlackState> {
  return stateOf(ctx, await listAlertsAt(ctx.db, ctx.scope, place));
}

async function stateOf(ctx: Context, alerts: readonly Alert[]): Promise<SlackState> {
  const saved = await listTemplates(ctx.db, "slack");
  return composeSlackState(alerts.map((alert) => ({ ...withLink(alert), words: wordsOf(ctx, alert, saved) })));
}

/** An admin's own words for an alert as it stands; those that break are left out, and the built-in ones stay. */
function wordsOf(ctx: Context, alert: Alert, saved: readonly SavedTemplate[]): Record<string, string> {
  const occasion: Occasion = alert.status === "escalated" ? `escalated:${alert.escalationLevel}` : "triggered";
  const values = valuesOf({ ...withLink(alert), occasion, correlationId: ctx.correlationId });
  return Object.fromEntries(
    saved.flatMap(({ part, body }): [string, string][] => {
      const found = findPart("slack", part);
      const rendered = found === null ? null : renderTemplate(found, body, values);
      return rendered?.kind === "rendered" ? [[part, rendered.text]] : [];
    }),
  );
}

/** Remembers where the messages that told these rows stand, so that later occasions change them. */
export async function keepSlackPlace(
  unit: Unit,
  { rows, receipt }: { rows: readonly TakenNotification[]; receipt: Receipt },
): Promise<void> {
  const [first] = rows;
  if (first === undefined || receipt.kind !== "delivered") return;
  for (const { place, alertIds } of receipt.places ?? [])
    await keepPlace(unit.db, { recipient: first.recipient, alertIds, place, at: unit.now() });
}

async function findEach(ctx: Context, ids: readonly number[]): Promise<Alert[]> {
  const alerts = await Promise.all(ids.map((id) => findAlert(ctx.db, ctx.scope, id)));
  return alerts.filter((alert) => alert !== null);
}

function withLink(alert: Alert): { alert: Alert; link: string } {
  return { alert, link: new URL(`/alerts/${alert.id}`, publicUrl()).href };
}
