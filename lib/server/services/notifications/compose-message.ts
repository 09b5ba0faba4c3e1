import "server-only";
import { findSeenGroup } from "@/db/queries/alert-groups";
import type { TakenNotification } from "@/db/queries/due-notifications";
import type { Alert } from "@/lib/alerts/schema";
import { composeBundleEmail, composeBundleLine, gravestOf } from "@/lib/notifications/compose/bundle";
import { composeEmail } from "@/lib/notifications/compose/email";
import type { AcknowledgeWays, MessageSource } from "@/lib/notifications/compose/facts";
import { composeLogLine } from "@/lib/notifications/compose/log-line";
import type { Message } from "@/lib/notifications/compose/message";
import { composePagerDuty } from "@/lib/notifications/compose/pagerduty";
import { composePush } from "@/lib/notifications/compose/push";
import { composeSlack } from "@/lib/notifications/compose/slack";
import { composeSms } from "@/lib/notifications/compose/sms";
import { composeWebhook } from "@/lib/notifications/compose/webhook";
import type { Channel } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { acknowledgeWays } from "@/lib/server/services/links/acknowledge-ways";
import { withTemplates } from "@/lib/server/services/templates/apply";
import { alertLink } from "./alert-link";

/** What rows that leave together say; null when their alerts are gone. A row alone that burns is a message of its own. */
export async function composeMessage(
  ctx: Context,
  {
    channel,
    rows,
    alerts,
  }: {
    channel: Channel;
    rows: readonly [TakenNotification, ...TakenNotification[]];
    /** Those the rows are about, by id; one that is missing is gone. */
    alerts: ReadonlyMap<number, Alert>;
  },
): Promise<Message | null> {
  const ids = [...new Set(rows.map(({ alertId }) => alertId))];
  const found = ids.flatMap((id) => alerts.get(id) ?? []);
  const [alert] = found;
  if (alert === undefined) return null;
  const [row] = rows;
  const isAlone = found.length === 1 && (row.bundle === null || alert.status !== "resolved");
  const ways = await acknowledgeWays(ctx, { ...row, channel }, found);
  if (isAlone) return messageOf(ctx, { channel, row, alert, ways });
  const isDigest = rows.every(({ gate }) => gate === "quiet hours");
  return bundleOf(ctx, { channel, row, alerts: found, ways, ...(isDigest && { heldBy: "quiet hours" }) });
}

interface Composed {
  channel: Channel;
  row: TakenNotification;
  /** By alert. */
  ways: ReadonlyMap<number, AcknowledgeWays>;
}

async function messageOf(ctx: Context, { channel, row, alert, ways }: Composed & { alert: Alert }): Promise<Message> {
  const acknowledge = ways.get(alert.id);
  const source: MessageSource = {
    // A message that waited tells its own occasion: what came after it has messages of its own.
    alert: { ...alert, severity: row.severity },
    occasion: row.occasion,
    link: alertLink(alert.id),
    correlationId: row.correlationId ?? ctx.correlationId,
    ...(acknowledge !== undefined && { acknowledge }),
  };
  const message = {
    idempotencyKey: [
      `pitboss/alert-${alert.id}`,
      row.occasion,
      row.recipient,
      channel,
      row.alertTriggeredAt.getTime(),
    ].join("/"),
    severity: row.severity,
    email: composeEmail(source),
    log: composeLogLine(source),
    ...forProviders([source]),
  };
  return withTemplates(ctx, channel, message, source);
}

async function bundleOf(
  ctx: Context,
  { channel, row, alerts, ways, heldBy }: Composed & { alerts: readonly Alert[]; heldBy?: "quiet hours" },
): Promise<Message> {
  const source = {
    group: await sharedGroup(ctx, alerts),
    entries: alerts.map((alert) => {
      const acknowledge = ways.get(alert.id);
      return { alert, link: alertLink(alert.id), ...(acknowledge !== undefined && { acknowledge }) };
    }),
    correlationId: row.correlationId ?? ctx.correlationId,
    ...(heldBy !== undefined && { heldBy }),
  };
  return {
    idempotencyKey: [`pitboss/bundle-${row.bundle}`, row.recipient, channel, row.alertTriggeredAt.getTime()].join("/"),
    severity: gravestOf(alerts),
    email: composeBundleEmail(source),
    log: composeBundleLine(source),
    ...forProviders(
      source.entries.map((entry) => ({
        ...entry,
        occasion: entry.alert.status === "resolved" ? "resolved" : "triggered",
        correlationId: source.correlationId,
      })),
    ),
  };
}

/** What shows several alerts side by side as it shows one. */
function forProviders(sources: readonly MessageSource[]) {
  return {
    slack: composeSlack(sources),
    pagerduty: composePagerDuty(sources),
    webhook: composeWebhook(sources),
    sms: composeSms(sources),
    push: composePush(sources),
  };
}

/** The title of the one group all are of; null where they share only a rule. */
async function sharedGroup(ctx: Context, alerts: readonly Alert[]): Promise<string | null> {
  const [groupId, ...others] = new Set(alerts.map((alert) => alert.groupId));
  if (groupId === undefined || groupId === null || others.length > 0) return null;
  const seen = await findSeenGroup(ctx.db, ctx.scope, groupId);
  return seen?.group.title ?? null;
}
