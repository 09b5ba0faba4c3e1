import "server-only";
import { type Env, env } from "./env";
import { processWide } from "./process-wide";

/** What takes the place of a secret wherever text leaves the house. */
export const CENSORED = "··";

/** Variables whose value proves who we are; none of them is ever shown, written or sent on. */
const SECRETS = [
  "NEXTAUTH_SECRET",
  "SECRETS_KEY",
  "ADMIN_PASSWORD",
  "SMTP_PASS",
  "RESEND_API_KEY",
  "SLACK_BOT_TOKEN",
  "SLACK_SIGNING_SECRET",
  "PAGERDUTY_ROUTING_KEY",
  "TWILIO_AUTH_TOKEN",
  "WEBHOOK_SECRET",
  "VAPID_PRIVATE_KEY",
  "INNGEST_EVENT_KEY",
  "INNGEST_SIGNING_KEY",
] as const;
/** Addresses whose path or query is a secret as a whole. */
const SECRET_ADDRESSES = ["SLACK_WEBHOOK_URL", "WEBHOOK_URL", "HEARTBEAT_URL"] as const;
/** Addresses that may carry a user and password before the host, or a key in the query. */
const ADDRESSES = [
  "DATABASE_URL",
  "DATABASE_URL_DIRECT",
  "PLATFORM_DATABASE_URL",
  "RESEND_BASE_URL",
  "SLACK_API_URL",
  "PAGERDUTY_EVENTS_URL",
  "TWILIO_API_URL",
  "INNGEST_BASE_URL",
] as const;

/** Shorter than this a text is no secret worth the name, and censoring it would make holes in ordinary words. */
const LEAST_LENGTH = 6;

/** A part of a path that is shorter is a word such as `/alerts`, which stands in many texts. */
const TELLING_LENGTH = 12;

type Named = Readonly<Record<string, unknown>>;

/** Every text that must not leave the house, longest first, as it stands and as a URL would spell it. */
export function secretsOf(settings: Env): string[] {
  const named: Named = settings;
  const whole = SECRETS.flatMap((name) => textOf(named, name));
  const paths = SECRET_ADDRESSES.flatMap((name) => textOf(named, name)).flatMap(secretParts);
  const parts = ADDRESSES.flatMap((name) => textOf(named, name)).flatMap(credentialsOf);
  const basic = textOf(named, "SMTP_PASS").flatMap((pass) => [base64(pass), ...smtpLogins(named, pass)]);
  const twilio = textOf(named, "TWILIO_ACCOUNT_SID").flatMap((sid) =>
    textOf(named, "TWILIO_AUTH_TOKEN").map((token) => base64(`${sid}:${token}`)),
  );
  const all = [...whole, ...paths, ...parts, ...basic, ...twilio];
  const spelled = all.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  return [...new Set(spelled)].filter(({ length }) => length >= LEAST_LENGTH).sort((a, b) => b.length - a.length);
}

/** Makes what takes every secret of these settings out of a text. */
export function redactor(settings: Env): (text: string) => string {
  const secrets = secretsOf(settings);
  if (secrets.length === 0) return (text) => text;
  const pattern = new RegExp(secrets.map((secret) => secret.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
  return (text) => text.replace(pattern, CENSORED);
}

/** Takes the process's own secrets out of a text that leaves the house. */
export function redactSecrets(text: string): string {
  return processWide("redactor", () => redactor(env()))(text);
}

/** `hooks.slack.com/··`: where a secret address leads, without what makes it one. */
export function maskAddress(address: string): string {
  const url = parseAddress(address);
  if (url === null) return CENSORED;
  const hasMore = url.pathname.length > 1 || url.search !== "" || url.username !== "";
  return hasMore ? `${url.host}/${CENSORED}` : url.host;
}

/** `+46 76 ··· 02 11`: enough to tell a number from another one. */
export function maskPhone(number: string): string {
  const digits = number.replaceAll(/\D/g, "");
  if (digits.length < 8) return CENSORED;
  const [from, to] = [digits.slice(0, 4), digits.slice(-4)];
  return `+${from.slice(0, 2)} ${from.slice(2)} ··· ${to.slice(0, 2)} ${to.slice(2)}`;
}

/** `a··@example.com`: whose domain it is, and no more of the person. */
export function maskMailbox(address: string): string {
  const [name = "", domain] = address.split("@");
  return domain === undefined ? CENSORED : `${name.slice(0, 1)}${CENSORED}@${domain}`;
}

function textOf(named: Named, name: string): string[] {
  const value = named[name];
  return typeof value === "string" && value !== "" ? [value] : [];
}

/** The address as a whole, its path with its query, each long part of the path, and each value of the query. */
function secretParts(address: string): string[] {
  const url = parseAddress(address);
  if (url === null) return [address];
  const segments = url.pathname.split("/").filter(({ length }) => length >= TELLING_LENGTH);
  const path = [`${url.pathname}${url.search}`].filter(({ length }) => length >= TELLING_LENGTH);
  return [address, url.href, ...path, ...segments, ...url.searchParams.values(), ...credentialsOf(address)];
}

/** Password and keys within an address, decoded and as they stand. */
function credentialsOf(address: string): string[] {
  const url = parseAddress(address);
  if (url === null) return [];
  const values = [...url.searchParams.entries()].filter(([name]) => /key|token|secret|pass|sig|auth/i.test(name));
  // A password that is the user's name is no secret, and its word stands everywhere.
  const isTold = url.password === "" || url.password === url.username;
  const password = isTold ? [] : [url.password, decoded(url.password)];
  return [...password, ...values.map(([, value]) => value)];
}

function smtpLogins(named: Named, pass: string): string[] {
  return textOf(named, "SMTP_USER").map((user) => base64(`\u0000${user}\u0000${pass}`));
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseAddress(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
