import "server-only";
import { ZodError } from "zod";
import { AppError } from "@/lib/kernel/errors";
import { describeFailure } from "@/lib/server/collectors/describe-failure";

/**
 * Runs a reader of the platform's views, which an operator writes.
 * @throws AppError `unavailable` naming the view or column that is not there or not as the contract says.
 */
export async function readingPlatform<Answer>(read: () => Promise<Answer>): Promise<Answer> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const { kind, word } = describeFailure(error);
    if (kind !== "missing" && !(error instanceof ZodError)) throw error;
    const sentence = `The platform's views are not as docs/platform-views.md describes them: ${word}.`;
    throw new AppError("unavailable", sentence, { cause: error });
  }
}
