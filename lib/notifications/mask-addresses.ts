const MAIL = /([^\s@<>(),;:]+)@([^\s@<>(),;:]+)/g;
const PHONE = /\+\d{6,15}/g;

/** Addresses in a sentence, for readers they do not belong to: `a…@x.test`, `+356…67`. */
export function maskAddresses(words: string): string {
  return words
    .replace(MAIL, (_, mailbox: string, domain: string) => `${mailbox.charAt(0)}…@${domain}`)
    .replace(PHONE, (number) => `${number.slice(0, 4)}…${number.slice(-2)}`);
}
