import "server-only";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";
import { env } from "@/lib/server/env";
import { readText } from "@/lib/server/http/read-input";
import { isFromSlack } from "@/lib/server/slack/verify-signature";
import { actFromSlack } from "./act";
import { readInteraction } from "./interaction";

/**
 * Answers what Slack posts when somebody uses a button: only with Slack's own signature, which is what stands for a
 * session here. Slack shows an error of its own for anything but 200.
 * @throws AppError `unavailable` where the app is not set up, `unauthenticated` for a signature that is wrong or old.
 */
export async function answerInteraction(house: Context, request: Request): Promise<Response> {
  const { SLACK_SIGNING_SECRET: secret, SLACK_BOT_TOKEN: token, SLACK_API_URL } = env();
  if (secret === undefined || token === undefined) {
    const variables = ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"];
    const sentence = "Buttons in Slack are not set up: set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET.";
    throw new AppError("unavailable", sentence, { details: { variables } });
  }
  const body = await readText(request);
  if (!isFromSlack({ body, headers: request.headers, secret }, house.now()))
    throw new AppError("unauthenticated", "This is not signed by Slack, or was signed more than 5 minutes ago.");
  const interaction = readInteraction(body);
  if (interaction === null) return new Response(null, { status: 200 });
  const reply = await actFromSlack(house, { SLACK_BOT_TOKEN: token, SLACK_API_URL }, interaction);
  return reply === null ? new Response(null, { status: 200 }) : Response.json(reply);
}
