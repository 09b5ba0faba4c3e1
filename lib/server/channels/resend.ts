import "server-only";
import { Resend } from "resend";
import { raceLimit } from "@/lib/server/collectors/race-limit";
import { NO_ANSWER, PATIENCE_MS } from "./patience";
import type { Send } from "./port";

/** Hands a message to Resend, which sends one idempotency key once within a day. */
export function sendByResend(settings: { apiKey: string; baseUrl: string | undefined; from: string }): Send {
  const resend = new Resend(settings.apiKey, { baseUrl: settings.baseUrl });
  return async ({ to, email, idempotencyKey }) => {
    const mail = { from: settings.from, to: to ?? "", ...email };
    const raced = await raceLimit(() => resend.emails.send(mail, { idempotencyKey }), PATIENCE_MS);
    if (raced.kind === "late") return NO_ANSWER;
    const answer = raced.result;
    if (answer.error === null) return { kind: "delivered", receipt: answer.data.id };
    const { statusCode, message } = answer.error;
    const failure =
      typeof statusCode === "number"
        ? ({ kind: "http", status: statusCode } as const)
        : ({ kind: "broken-connection" } as const);
    return { kind: "failed", failure, response: `${statusCode ?? "no answer"}: ${message}` };
  };
}
