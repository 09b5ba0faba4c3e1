/** A key as words of a sentence: `bank_transfer` is "bank transfer". */
export function inWords(key: string): string {
  return key.replaceAll(/[-_\s]+/g, " ").trim();
}

/** A key as words of their own: `bank_transfer` is "Bank transfer". */
export function asSentence(key: string): string {
  return capitalised(inWords(key));
}

/** How the key of a brand or of a payment provider is shown: `lucky-harbour` is "Lucky Harbour". */
export function properName(key: string): string {
  return inWords(key).split(" ").map(capitalised).join(" ");
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
