import { expect, it } from "vitest";
import { AppError } from "@/lib/kernel/errors";
import { sentenceFor } from "./database-failure";

const failure = (code: string) =>
  new Error("Failed query", { cause: Object.assign(new Error("at the socket"), { code }) });

it.each([
  [new AppError("invalid", "Name one file."), "Name one file."],
  [failure("ECONNREFUSED"), 'The database does not answer: start it with "npm run up", or check DATABASE_URL.'],
  [failure("42P01"), 'The database is not prepared: "npm run up" or "npm run db:migrate" does it.'],
  [failure("22P02"), null],
  ["thrown text", null],
])("tells a person what to do about %s", (error, sentence) => {
  expect(sentenceFor(error)).toBe(sentence);
});
