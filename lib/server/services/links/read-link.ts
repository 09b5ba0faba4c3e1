import "server-only";
import { findAlert } from "@/db/queries/alerts";
import { findUse } from "@/db/queries/used-links";
import type { LinkStanding } from "@/lib/notifications/link-standing";
import { hashToken } from "@/lib/server/access/authenticate";
import { linkKey, readLink, toSeconds } from "@/lib/server/access/link-token";
import type { Context } from "@/lib/server/context";
import { actingContext, findActingPerson } from "./acting-person";

/** Looks at a link. Changes nothing, whoever asks and however often: mail scanners open links. */
export async function readLinkStanding(house: Context, token: string): Promise<LinkStanding> {
  const key = linkKey();
  const claims = key === null ? null : readLink(key, token);
  if (claims === null) return { kind: "broken" };
  if (claims.expiresAt <= house.now()) return { kind: "expired", at: claims.expiresAt };
  const person = await findActingPerson(house, claims.accountId);
  if (person.kind === "nobody") return { kind: "refused", words: person.words };
  const { account } = person;
  const ctx = actingContext(house, account, "link");
  const alert = await findAlert(ctx.db, ctx.scope, claims.alertId);
  if (alert === null || toSeconds(alert.triggeredAt) !== toSeconds(claims.triggeredAt))
    return { kind: "refused", words: "The alert is gone, or of a brand that you no longer see." };
  const usedAt = await findUse(house.db, hashToken(token));
  if (usedAt !== null) return { kind: "used", at: usedAt, account, alert };
  if (alert.status === "resolved" || alert.status === "acknowledged") return { kind: alert.status, account, alert };
  return { kind: "open", expiresAt: claims.expiresAt, account, alert };
}
