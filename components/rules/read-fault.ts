import { ApiRefusal } from "@/components/read-api";
import type { FieldFault } from "./editing";

/**
 * The words of the API without the field before them, since they stand at the field; null for any other failure. A name
 * that is taken is a conflict and yet the field's fault; a version that moved is not.
 */
export function readFault(error: unknown): FieldFault | null {
  if (!(error instanceof ApiRefusal) || error.field === undefined) return null;
  if (error.status !== 400 && error.field !== "rule_name") return null;
  const words = error.message.startsWith(`${error.field}: `)
    ? error.message.slice(error.field.length + 2)
    : error.message;
  return { field: error.field.replace(/^rule\./, ""), message: asSentence(words) };
}

/** For who asked something of a rule that is not whole yet. */
export const AT_ITS_FIELD = "The rule is not complete: what is missing is said at its field.";

/** `expected a number, such as 5` → `Expected a number, such as 5.` */
export function asSentence(words: string): string {
  const sentence = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
