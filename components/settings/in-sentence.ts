/** What was refused, as a note at its own field: "wait_seconds: expected 0 or more" is "Expected 0 or more." */
export function inSentence(refusal: string): string {
  const words = refusal.replace(/^[\w.]+: /, "");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`.replace(/\.?$/, ".");
}
