import "server-only";
import { z } from "zod";
import { findAccountByEmail } from "@/db/queries/accounts";
import { describeRefusal, isAllowed } from "@/lib/access/permissions";
import type { Actor } from "@/lib/access/schema";
import type { Caller } from "@/lib/server/access/authenticate";
import type { Context } from "@/lib/server/context";
import { callSlack, type SlackApp } from "@/lib/server/slack/call-slack";

/** Who clicked, as an account of ours, or what to do so that there is one. */
export type Found = { kind: "person"; caller: Caller } | { kind: "nobody"; words: string };

const UserInfo = z.object({
  user: z.object({
    team_id: z.string().optional(),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
    profile: z.object({ email: z.string().optional() }),
  }),
});
const Workspace = z.object({ team_id: z.string() });

/**
 * The account with the e-mail address that Slack has of a person of our own workspace: another workspace, with which a
 * channel is shared, may give its people any address it likes.
 */
export async function findPerson({ db }: Context, app: SlackApp, userId: string): Promise<Found> {
  const [asked, own] = await Promise.all([
    callSlack(app, { method: "users.info", query: { user: userId }, schema: UserInfo }),
    callSlack(app, { method: "auth.test", body: {}, schema: Workspace }),
  ]);
  if (asked.kind === "refused") return nobody(describeNoAnswer(asked.error));
  if (own.kind === "refused") return nobody(describeNoAnswer(own.error));
  const { user } = asked.answer;
  if (user.team_id !== own.answer.team_id || user.deleted || user.is_bot)
    return nobody("Only people of Pitboss's own workspace can act from here. Open the alert in Pitboss.");
  const { email } = user.profile;
  if (email === undefined)
    return nobody("Slack does not tell Pitboss your e-mail address: the app needs the scope users:read.email.");
  const found = await findAccountByEmail(db, email);
  if (found === null)
    return nobody(`No account of Pitboss has your address ${email}. Ask an admin of Pitboss for one.`);
  return callerOf(found.account);
}

function callerOf(account: Caller["account"]): Found {
  if (account.isDisabled) return nobody("Your account of Pitboss is disabled. Ask an admin of Pitboss.");
  const { id, name, email, role } = account;
  const actor: Extract<Actor, { kind: "account" }> = { kind: "account", id, name, email, role, by: "Slack" };
  if (!isAllowed(actor, "alerts:act")) return nobody(describeRefusal(actor, "alerts:act"));
  return { kind: "person", caller: { actor, account, by: "session" } };
}

function describeNoAnswer(error: string): string {
  if (error === "missing_scope")
    return "Pitboss may not ask Slack who you are: the app needs the scopes users:read and users:read.email.";
  return `Slack did not say who you are (${error}). Open the alert in Pitboss, or try again.`;
}

function nobody(words: string): Found {
  return { kind: "nobody", words };
}
