/** GSM 03.38's basic alphabet but for what is written with an escape: each character is one of the 160 of a text message. */
const BASIC =
  "@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const ALPHABET = new Set(BASIC);

/** What has a plain neighbour; the brackets would cost two characters each. */
const PLAIN: Record<string, string> = {
  "[": "(",
  "]": ")",
  "{": "(",
  "}": ")",
  "\\": "/",
  "|": "/",
  "^": "'",
  "~": "-",
  "`": "'",
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "−": "-",
  "·": ".",
  "…": "...",
  "×": "x",
  "÷": "/",
  "≥": ">=",
  "≤": "<=",
  "≠": "!=",
  "→": "->",
  "€": "EUR",
};

/** One line of GSM's basic alphabet: what else there is falls back to its plain neighbour, or to `?`. */
export function toGsm(text: string): string {
  return [...text.normalize("NFC").replace(/[\p{Cc}\p{Z}]+/gu, " ")].map(plainOf).join("");
}

function plainOf(character: string): string {
  if (ALPHABET.has(character)) return character;
  const plain = PLAIN[character];
  if (plain !== undefined) return plain;
  const bare = character.normalize("NFKD").replace(/\p{M}/gu, "");
  return [...bare].every((one) => ALPHABET.has(one)) ? bare : "?";
}
