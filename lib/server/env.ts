import "server-only";
import { z } from "zod";
import { mailboxField, parseMailbox } from "@/lib/kernel/mailbox";
import { DEFAULT_CRYPTO_CURRENCIES, declareCurrencies, MOST_MINOR_DIGITS } from "@/lib/kernel/money";
import { isTimeZone } from "@/lib/kernel/zone";

const flag = z
  .enum(["1", "0", "true", "false"], "1, true, 0 or false, such as 1")
  .transform((value) => value === "1" || value === "true");
const count = (example: number) =>
  z.coerce.number(`a whole number, such as ${example}`).int(`a whole number, such as ${example}`);
const positive = (example: number) => count(example).positive(`a whole number above 0, such as ${example}`);
const url = (example: string) => z.url(`an address, such as ${example}`);
const port = positive(3000).max(65_535, "a port up to 65535, such as 3000");
const mail = mailboxField("an e-mail address, such as ops@example.com");
const mails = z.string().transform((text, context) => {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const list = parts.flatMap((part) => parseMailbox(part) ?? []);
  if (list.length === parts.length) return [...new Set(list)];
  context.addIssue("e-mail addresses with commas between, such as ops@example.com,lead@example.com");
  return z.NEVER;
});
/** `BTC:8,BITS:2`: currencies that ISO 4217 does not know, and their digits after the point. */
const currencies = z.string().transform((text, context) => {
  const pairs = text.split(",").map((part) => /^([A-Z][A-Z0-9]{2,9}):(\d{1,2})$/.exec(part.trim()));
  const digits: Record<string, number> = {};
  for (const pair of pairs) {
    const [, name = "", places = "99"] = pair ?? [];
    const isIso = Intl.supportedValuesOf("currency").includes(name);
    if (pair === null || isIso || name in digits || Number(places) > MOST_MINOR_DIGITS) {
      const why = isIso ? `${name} is a currency of ISO 4217, whose decimals are known; ` : "";
      context.addIssue(
        `${why}currencies with their decimals, 0 to ${MOST_MINOR_DIGITS}, each once, such as BTC:8,BITS:2`,
      );
      return z.NEVER;
    }
    digits[name] = Number(places);
  }
  return digits;
});
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, "a Postgres address, such as postgres://user:password@db.example.com/pitboss");
const isWholeMinute = (seconds: number) => seconds <= 60 || (seconds <= 300 && seconds % 60 === 0);

const atOnce = (example: number) => {
  const words = `attempts at once from 1 to 100, such as ${example}`;
  return z.coerce.number(words).int(words).min(1, words).max(100, words).default(example);
};

const share = (example: number) => {
  const words = `a share from 0 to 1, such as ${example} for ${example * 100} %`;
  return z.coerce.number(words).min(0, words).max(1, words);
};
const milliseconds = (example: number) => {
  const words = `milliseconds above 0, such as ${example}`;
  return z.coerce.number(words).positive(words);
};
const queries = (example: number) => {
  const words = `a number of queries, 0 or more, such as ${example}`;
  return z.coerce.number(words).int(words).min(0, words);
};

/** Base64url of 65 bytes (public) or 32 (private). */
const vapidKey = (length: number) =>
  z
    .string()
    .regex(
      new RegExp(`^[\\w-]{${length}}$`),
      `a key of ${length} characters, such as from: npx web-push generate-vapid-keys`,
    );

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** First values of the two-level thresholds; `lib/rules/first-levels` says of which rules. */
const ALERT_THRESHOLDS = {
  ALERT_ERROR_RATE_WARNING: share(0.02).default(0.02),
  ALERT_ERROR_RATE_CRITICAL: share(0.05).default(0.05),
  ALERT_RESPONSE_TIME_WARNING: milliseconds(1000).default(1000),
  ALERT_RESPONSE_TIME_CRITICAL: milliseconds(2000).default(2000),
  ALERT_SUCCESS_RATE_WARNING: share(0.95).default(0.95),
  ALERT_SUCCESS_RATE_CRITICAL: share(0.9).default(0.9),
  ALERT_SLOW_QUERIES_WARNING: queries(3).default(3),
  ALERT_SLOW_QUERIES_CRITICAL: queries(10).default(10),
};

/** Every variable Pitboss reads, once. Names and defaults: docs/configuration.md; `.env.example` is kept equal by a test. */
export const ENV_SCHEMA = z.object({
  NODE_ENV: z
    .enum(["development", "production", "test"], "development, production or test, such as production")
    .default("production"),
  PORT: port.default(3000),
  HOST: z.string().min(1, "an address to listen on, such as 127.0.0.1").default("127.0.0.1"),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_URL_DIRECT: postgresUrl.optional(),
  PLATFORM_DATABASE_URL: postgresUrl.optional(),
  DATA_DIR: z.string().min(1, "a folder, such as .data").default(".data"),
  DEMO: flag.optional(),
  SIMULATOR_RATE: z.coerce
    .number("transactions a second, such as 5")
    .positive("transactions a second above 0, such as 5")
    .max(1000, "at most 1000 transactions a second, such as 5")
    .default(5),
  NEXTAUTH_URL: url("https://pitboss.example.com").optional(),
  NEXTAUTH_SECRET: z
    .string()
    .min(16, "at least 16 characters, such as the output of: openssl rand -base64 32")
    .optional(),
  SECRETS_KEY: z.string().min(16, "at least 16 characters, such as the output of: openssl rand -base64 32").optional(),
  ADMIN_EMAIL: mail.optional(),
  ADMIN_PASSWORD: z.string().min(8, "at least 8 characters").optional(),
  REPORTING_TIME_ZONE: z.string().refine(isTimeZone, "an IANA time zone, such as Europe/Malta").default("UTC"),
  REPORTING_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3,5}$/, "a currency code, such as EUR")
    .default("EUR"),
  CRYPTO_CURRENCIES: currencies.default({ ...DEFAULT_CRYPTO_CURRENCIES }),
  ESCALATION_AFTER_MINUTES: z.coerce
    .number("minutes, such as 30")
    .positive("minutes above 0, such as 30")
    .max(10_080, "at most 10080 minutes, such as 30")
    .default(30),
  ...ALERT_THRESHOLDS,
  METRICS_COLLECTION_INTERVAL: positive(4)
    .refine(isWholeMinute, "seconds from 1 to 60, or 120, 180, 240 or 300, such as 4")
    .default(4),
  METRICS_RETENTION_DAYS: positive(90).optional(),
  METRICS_RETENTION_HOURS: positive(2160).optional(),
  ALERTS_RETENTION_DAYS: positive(365).default(365),
  ERROR_LOGS_RETENTION_DAYS: positive(30).default(30),
  AUDIT_RETENTION_DAYS: positive(365).default(365),
  EVENT_STREAM_HISTORY_SIZE: positive(10_000).default(10_000),
  EVENT_STREAM_MAX_SUBSCRIBERS: positive(5000).default(5000),
  EMAIL_ENABLED: flag.optional(),
  SMTP_HOST: z.string().min(1, "a host name, such as smtp.example.com").optional(),
  SMTP_PORT: port.default(587),
  SMTP_SECURE: flag.default(false),
  SMTP_USER: z.string().optional(),
  SMTP_PASS: z.string().optional(),
  EMAIL_CONCURRENCY: atOnce(5),
  EMAIL_FROM: z.string().min(3, "a sender, such as Pitboss <pitboss@example.com>").optional(),
  EMAIL_TO: mails.optional(),
  RESEND_API_KEY: z.string().min(1, "a Resend key, such as re_123").optional(),
  RESEND_BASE_URL: url("https://api.resend.com").optional(),
  SLACK_ENABLED: flag.optional(),
  SLACK_WEBHOOK_URL: url("https://hooks.slack.com/services/T0/B0/x").optional(),
  SLACK_BOT_TOKEN: z.string().optional(),
  SLACK_CHANNEL: z.string().default("#alerts"),
  SLACK_SIGNING_SECRET: z.string().min(16, "the signing secret of the Slack app, 32 characters").optional(),
  SLACK_API_URL: url("https://slack.com/api").default("https://slack.com/api"),
  SLACK_CONCURRENCY: atOnce(4),
  PAGERDUTY_ROUTING_KEY: z.string().optional(),
  PAGERDUTY_EVENTS_URL: url("https://events.pagerduty.com/v2/enqueue").default(
    "https://events.pagerduty.com/v2/enqueue",
  ),
  PAGERDUTY_CONCURRENCY: atOnce(8),
  TWILIO_ACCOUNT_SID: z.string().optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_FROM: z.string().optional(),
  TWILIO_API_URL: url("https://api.twilio.com").default("https://api.twilio.com"),
  SMS_CONCURRENCY: atOnce(4),
  WEBHOOK_URL: url("https://hooks.example.com/pitboss").optional(),
  WEBHOOK_SECRET: z.string().optional(),
  WEBHOOK_ALLOW_PRIVATE: flag.default(false),
  WEBHOOK_CONCURRENCY: atOnce(16),
  VAPID_PUBLIC_KEY: vapidKey(87).optional(),
  VAPID_PRIVATE_KEY: vapidKey(43).optional(),
  VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, "whom push services may ask, such as mailto:ops@example.com")
    .optional(),
  PUSH_CONCURRENCY: atOnce(16),
  INNGEST_EVENT_KEY: z.string().min(1, "an event key").optional(),
  INNGEST_SIGNING_KEY: z.string().min(1, "a signing key, such as signkey-prod-…").optional(),
  INNGEST_BASE_URL: url("http://127.0.0.1:8288").optional(),
  INNGEST_DEV: z.string().min(1, "1, or the address of an Inngest dev server").optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `${LOG_LEVELS.join(", ")}, such as info`).default("info"),
});
export type Env = z.infer<typeof ENV_SCHEMA>;

/**
 * @throws Error whose message names each variable at fault and what it should be. An empty variable counts as absent.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = ENV_SCHEMA.safeParse(given);
  const lines = parsed.success
    ? disorders(parsed.data)
    : parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: expected ${issue.message}`);
  if (parsed.success && lines.length === 0) return parsed.data;
  throw new Error(`These environment variables cannot be used:\n${lines.join("\n")}`, { cause: parsed.error });
}

const ABOVE = ["ALERT_ERROR_RATE", "ALERT_RESPONSE_TIME", "ALERT_SLOW_QUERIES"] as const;

/** The critical level must be further from good than the warning: above it, but for success below it. */
function disorders(settings: Env): string[] {
  const wrong = ABOVE.filter((name) => settings[`${name}_CRITICAL`] <= settings[`${name}_WARNING`]).map(
    (name) => `  ${name}_CRITICAL: expected more than ${name}_WARNING, which is ${settings[`${name}_WARNING`]}`,
  );
  const { ALERT_SUCCESS_RATE_WARNING: warning, ALERT_SUCCESS_RATE_CRITICAL: critical } = settings;
  if (critical < warning) return wrong;
  return [
    ...wrong,
    `  ALERT_SUCCESS_RATE_CRITICAL: expected less than ALERT_SUCCESS_RATE_WARNING, which is ${warning}`,
  ];
}

const SERVING_NEEDS = {
  NEXTAUTH_URL: "the address people use, such as https://pitboss.example.com",
  NEXTAUTH_SECRET: "a secret, such as the output of: openssl rand -base64 32",
  SECRETS_KEY: "a secret, such as the output of: openssl rand -base64 32",
} as const;

/**
 * What serving in production needs beyond the types: on a database of one's own the address for links and the secrets,
 * and never a secret out of an example.
 * @throws Error whose message names each variable at fault and what it should be.
 */
export function checkServing(settings: Env): void {
  if (settings.NODE_ENV !== "production") return;
  const lines = Object.entries(SERVING_NEEDS).flatMap(([name, wanted]) => {
    const value = Object.entries(settings).find(([key]) => key === name)?.[1];
    if (value === undefined) return settings.DATABASE_URL === undefined ? [] : [`  ${name}: expected ${wanted}`];
    return /example-only/.test(String(value))
      ? [`  ${name}: the example's value is known to everybody; expected ${wanted}`]
      : [];
  });
  if (lines.length > 0)
    throw new Error(`These environment variables cannot be used in production:\n${lines.join("\n")}`);
}

let cached: Env | undefined;

/** The process's environment, validated on first use. */
export function env(): Env {
  if (cached !== undefined) return cached;
  cached = parseEnv(process.env);
  declareCurrencies(cached.CRYPTO_CURRENCIES);
  return cached;
}

/** Days of metrics kept: days win over T's hours; 90 where neither is set. */
export function metricsRetentionDays(
  settings: Pick<Env, "METRICS_RETENTION_DAYS" | "METRICS_RETENTION_HOURS">,
): number {
  if (settings.METRICS_RETENTION_DAYS !== undefined) return settings.METRICS_RETENTION_DAYS;
  return settings.METRICS_RETENTION_HOURS === undefined ? 90 : settings.METRICS_RETENTION_HOURS / 24;
}
