import "server-only";
import { z } from "zod";
import { below } from "@/lib/server/http/below";
import { headerKey } from "@/lib/server/http/header-key";
import { keepAlive } from "@/lib/server/http/keep-alive";
import { readJson } from "@/lib/server/http/read-json";
import type { Send } from "./port";
import { post } from "./post";

interface ResendSettings {
  apiKey: string;
  baseUrl: string | undefined;
  from: string;
  concurrency: number;
}

const RESEND = "https://api.resend.com";

const Taken = z.object({ id: z.string() });
const Refusal = z.object({ message: z.string() });

/**
 * Hands a message to Resend's API, which sends one idempotency key once within a day. Called without Resend's own package,
 * which reads answers of any length, keeps Retry-After to itself and cannot be told to stop waiting.
 */
export function sendByResend({ apiKey, baseUrl = RESEND, from, concurrency }: ResendSettings): Send {
  const url = below(baseUrl, "emails");
  const pool = keepAlive(concurrency);
  return ({ to, email, idempotencyKey, at }) =>
    post({
      url,
      headers: { authorization: `Bearer ${apiKey}`, "idempotency-key": headerKey(idempotencyKey) },
      body: JSON.stringify({ from, to: to ?? "", ...email }),
      at,
      pool,
      isIdempotent: true,
      receiptOf: ({ text }) => Taken.safeParse(readJson(text)).data?.id ?? "taken, without an id",
      refusalOf: (answer, status) => `${status}: ${Refusal.safeParse(readJson(answer)).data?.message ?? answer}`,
    });
}
