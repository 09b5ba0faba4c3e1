import isEmail from "validator/lib/isEmail.js";
import { z } from "zod";

/** RFC 5321: 254 octets of a path without its angle brackets, 64 of them before the @. */
const MOST_OCTETS = 254;
const MOST_LOCAL_OCTETS = 64;

/**
 * An e-mail address as it is kept and compared, or null for what is none. Taken is what SMTPUTF8 (RFC 6531) and IDN allow:
 * `ана@пример.рф` and its punycode are one, and so are any cases. Quoted local parts (`"a b"@x.example`) are not: few servers take
 * them, and parsers disagree where such an address ends.
 */
export function parseMailbox(text: string): string | null {
  const written = text.trim().normalize("NFC");
  const at = written.lastIndexOf("@");
  const local = written.slice(0, at).toLowerCase();
  if (at < 1 || local.startsWith('"') || octetsOf(local) > MOST_LOCAL_OCTETS) return null;
  const domain = asciiDomain(written.slice(at + 1));
  if (domain === null) return null;
  const mailbox = `${local}@${domain}`;
  const isTaken = isEmail(domain === "localhost" ? `${local}@localhost.example` : mailbox, { ignore_max_length: true });
  return isTaken && octetsOf(mailbox) <= MOST_OCTETS ? mailbox : null;
}

/** Each decision compares the same few addresses of a house. */
const keys = new Map<string, string>();
const MOST_KEYS = 10_000;

/** The same mailbox gives the same key, also for text that is no address. */
export function mailboxKey(text: string): string {
  const known = keys.get(text);
  if (known !== undefined) return known;
  const key = parseMailbox(text) ?? text.trim().toLowerCase();
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(text, key);
  return key;
}

/** A field with an e-mail address; `message` says what is expected. */
export function mailboxField(message: string) {
  return z.string(message).transform((text, context) => {
    const mailbox = parseMailbox(text);
    if (mailbox !== null) return mailbox;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
}

/** As names of hosts are looked up: IDNA in its ASCII form, lower case. Null for what is no name of a host. */
function asciiDomain(domain: string): string | null {
  if (domain === "" || /[\s/\\?#:@[\]%]/.test(domain)) return null;
  try {
    return new URL(`http://${domain}`).hostname;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function octetsOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
