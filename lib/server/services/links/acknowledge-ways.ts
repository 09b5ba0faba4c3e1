import "server-only";
import { findPreferences } from "@/db/queries/preferences";
import type { Alert } from "@/lib/alerts/schema";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import type { AcknowledgeWays } from "@/lib/notifications/compose/facts";
import { gravestSource } from "@/lib/notifications/compose/gravest-source";
import type { Channel } from "@/lib/rules/schema";
import { linkKey, signLink } from "@/lib/server/access/link-token";
import { publicUrl } from "@/lib/server/access/session-cookie";
import type { Context } from "@/lib/server/context";
import { giveReplyCode } from "@/lib/server/services/contacts/reply-code";
import { findActingPerson } from "./acting-person";

/** How long a link and a code count. */
const LIFE_MS = DAY_MS;

/** Channels that one person alone reads. */
const PERSONAL: readonly Channel[] = ["email", "sms", "push"];

export interface Addressed {
  channel: Channel;
  /** `account:7`; addresses and channels are many people, and get no link. */
  recipient: string;
  /** When the message was first tried: its link is the same in every attempt, so it is counted from there. */
  firstAttemptAt: Date;
}

/** How the reader of a message acknowledges each of its alerts; one that needs nobody, or whose reader may not act, has no way. */
export async function acknowledgeWays(
  ctx: Context,
  { channel, recipient, firstAttemptAt }: Addressed,
  alerts: readonly Alert[],
): Promise<Map<number, AcknowledgeWays>> {
  const key = linkKey();
  const accountId = Number(/^account:(\d+)$/.exec(recipient)?.[1] ?? 0);
  const open = alerts.filter(({ status }) => status === "triggered" || status === "escalated");
  if (key === null || accountId === 0 || open.length === 0 || !PERSONAL.includes(channel)) return new Map();
  // A text message names one alert, and a code that nobody reads would be lost.
  const named = channel === "sms" ? [gravestSource(open.map((alert) => ({ alert }))).alert] : open;
  const person = await findActingPerson(ctx, accountId);
  if (person.kind === "nobody") return new Map();
  const phone = channel === "sms" ? ((await findPreferences(ctx.db, accountId))?.preferences.phone ?? null) : null;
  const expiresAt = addMs(firstAttemptAt, LIFE_MS);
  const ways = new Map<number, AcknowledgeWays>();
  for (const { id, triggeredAt } of named) {
    const token = signLink(key, { alertId: id, accountId, triggeredAt, expiresAt });
    const code = phone === null ? null : await giveReplyCode(ctx, { phone, alertId: id, accountId, expiresAt });
    ways.set(id, { link: new URL(`/a/${token}`, publicUrl()).href, code });
  }
  return ways;
}
