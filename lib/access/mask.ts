// The mark itself is no letter of an address, so that a text masked twice stays as it is.
const MAIL = /([^\s@<>"'`,;:/…()[\]{}=]+)@([^\s@<>"'`,;:/()[\]{}=]+)/g;

/** An e-mail address as logs may show it: first letter and domain, `a…@x.test`. */
export function maskEmail(email: string): string {
  return email.replace(MAIL, (_, local: string, domain: string) => `${local.slice(0, 1)}…@${domain}`);
}

/** A text for logs and error rows: addresses masked, bearer tokens and passwords in addresses of servers removed. */
export function maskPersonal(text: string): string {
  const withoutSecrets = text.replace(/\bpb_\w+/g, "pb_…").replace(/(\w+:\/\/[^\s:/@]+):[^\s/@]+@/g, "$1:…@");
  return maskEmail(withoutSecrets);
}
