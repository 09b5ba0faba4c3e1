import { DrizzleQueryError } from "drizzle-orm";
import { NonRetriableError, RetryAfterError } from "inngest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { AppError } from "@/lib/kernel/errors";
import { runService, toEngineError } from "./adapter";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const contextFor = (_: string, options: { correlationId?: string }) => database.context(options);

it("runs a service under the correlation id of the event", async () => {
  const run = { name: "plan-notifications", correlationId: "request-12345", contextFor };
  expect(await runService(run, async (ctx) => ctx.correlationId)).toBe("request-12345");
});

it.each(["invalid", "forbidden", "not-found"] as const)("makes a refusal as %s final", async (code) => {
  const failing = runService({ name: "n", contextFor }, () => Promise.reject(new AppError(code, "no such alert")));
  await expect(failing).rejects.toSatisfy(
    (error) => error instanceof NonRetriableError && error.message === "no such alert",
  );
});

it("comes back when a limited or unavailable service says so", () => {
  const error = toEngineError(
    new AppError("unavailable", "The mail server is busy.", { details: { retryAfterMs: 90_000 } }),
  );
  expect(error).toBeInstanceOf(RetryAfterError);
  expect(error).toMatchObject({ retryAfter: "90" });
});

it.each([new AppError("conflict", "changed"), new AppError("limited", "slow down"), new Error("broken"), "text"])(
  "leaves %s to be retried with back-off",
  (error) => {
    expect(toEngineError(error)).toBe(error);
  },
);

it("hands the engine a failed query without its parameters, since it keeps what it is told", () => {
  const cause = new Error("value too long");
  const failed = new DrizzleQueryError("update alerts set resolution_notes = $1", ["called the player"], cause);
  const told = toEngineError(failed);
  expect(told).toMatchObject({ message: "value too long" });
  expect(told instanceof Error && `${told.message} ${told.stack}`).not.toContain("called the player");
  expect(told).not.toHaveProperty("cause");
});
