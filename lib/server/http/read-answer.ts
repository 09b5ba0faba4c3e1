import "server-only";
import type { IncomingMessage } from "node:http";
import { cleanText } from "@/lib/kernel/clean-text";
import { SECOND_MS } from "@/lib/kernel/time";

/** The status says what became of a call: words that trickle are not waited for. */
const ANSWER_MS = 5 * SECOND_MS;

/** What was read of an answer's body, cleaned; `isCut`: there was more, or it broke off. */
export interface ReadAnswer {
  text: string;
  isCut: boolean;
}

/** Reads an answer's body up to so many bytes and 5 seconds, and drops the rest with its connection. Never rejects. */
export function readAnswer(response: IncomingMessage, mostBytes: number): Promise<ReadAnswer> {
  return new Promise((resolve) => {
    const decoder = new TextDecoder();
    let text = "";
    let left = mostBytes;
    const timer = setTimeout(() => finish({ isCut: true }), ANSWER_MS);
    function finish({ isCut }: { isCut: boolean }) {
      clearTimeout(timer);
      if (isCut) response.destroy();
      resolve({ text: cleanText(text, mostBytes), isCut });
    }
    response.on("data", (chunk: Buffer) => {
      // A character across the end of what is read is left out.
      text += decoder.decode(chunk.subarray(0, Math.max(left, 0)), { stream: true });
      left -= chunk.length;
      if (left < 0) finish({ isCut: true });
    });
    response.on("end", () => finish({ isCut: false }));
    response.on("error", () => finish({ isCut: true }));
    response.on("close", () => finish({ isCut: true }));
  });
}
