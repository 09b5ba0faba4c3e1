// The mark itself is no letter of an address, so that a text masked twice stays as it is.
const MAIL = /([^\s@<>"'`,;:/…()[\]{}=]+)@([^\s@<>"'`,;:/()[\]{}=]+)/g;

/** International, as they are kept (E.164). */
const PHONE = /\+[1-9]\d{6,14}(?!\d)/g;

/** An e-mail address as logs may show it: first letter and domain, `a…@x.test`. */
export function maskEmail(email: string): string {
  return email.replace(MAIL, (_, local: string, domain: string) => `${local.slice(0, 1)}…@${domain}`);
}

/** Telephone numbers as others than their owner may read them: country and last digits, `+3562··567`. */
export function maskPhones(text: string): string {
  return text.replace(PHONE, (number) =>
    number.length < 10 ? `${number.slice(0, 2)}··${number.slice(-2)}` : `${number.slice(0, 5)}··${number.slice(-3)}`,
  );
}

/** A path as logs may show it: without its query, and without the key that a signed link is. */
export function maskPath(path: string): string {
  return (path.split("?", 1)[0] ?? "").replace(/^\/a\/.*/s, "/a/…");
}

/** A text for logs and error rows: addresses and numbers masked, bearer tokens and passwords in addresses of servers removed. */
export function maskPersonal(text: string): string {
  const withoutSecrets = text.replace(/\bpb_\w+/g, "pb_…").replace(/(\w+:\/\/[^\s:/@]+):[^\s/@]+@/g, "$1:…@");
  return maskPhones(maskEmail(withoutSecrets));
}
