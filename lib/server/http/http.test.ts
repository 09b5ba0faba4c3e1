import { DrizzleQueryError } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/kernel/errors";
import { database } from "@/lib/server/database";
import { guarded } from "./guarded";
import { isConnectionLoss } from "./keep-fault";
import { parseInput, readBody, readQuery } from "./read-input";

const coded = (code: string) => Object.assign(new Error("broken"), { code });

describe("an unexpected error", () => {
  it.each([
    ["a refused connection", coded("ECONNREFUSED"), true],
    ["a server going down", coded("57P01"), true],
    ["a pool that waits in vain", new Error("timeout exceeded when trying to connect"), true],
    ["one of these within another", new DrizzleQueryError("select 1", [], coded("ECONNRESET")), true],
    ["a broken constraint", coded("23505"), false],
    ["a mistake of ours", new TypeError("undefined is no function"), false],
    ["what is no error", "text", false],
  ])("%s: is it the connection?", (_, error, isLoss) => {
    expect(isConnectionLoss(error)).toBe(isLoss);
  });
});

describe("a body", () => {
  const read = (body: string | Uint8Array<ArrayBuffer> | undefined) =>
    readBody(new Request("http://x.test", { method: "POST", body }));

  it.each([
    [undefined, {}],
    ["  ", {}],
    ['{"a":"é"}', { a: "é" }],
    ["5", 5],
  ])("%j reads as %j", async (text, value) => {
    expect(await read(text)).toEqual(value);
  });

  it("is read up to 2 MB and not beyond", async () => {
    expect(await read(`"${"x".repeat(2_097_150)}"`)).toHaveLength(2_097_150);
    await expect(read(`"${"x".repeat(2_097_151)}"`)).rejects.toMatchObject({ code: "invalid", field: "body" });
  });

  it.each(["NaN", "-Infinity"])("names the field that says %s, which JSON has no number for", async (word) => {
    await expect(read(`{"threshold_value": ${word}}`)).rejects.toMatchObject({
      code: "invalid",
      field: "threshold_value",
    });
  });

  it("of another shape is answered with an example", () => {
    expect(() => parseInput(z.object({}), [], "body")).toThrow('body: expected JSON, such as {"notes":');
  });

  it("of bytes that are no text is no JSON", async () => {
    await expect(read(new Uint8Array([255, 254]))).rejects.toBeInstanceOf(AppError);
  });
});

describe("a null character, which no database text can hold,", () => {
  it("is refused in a query, by name", () => {
    expect(() => readQuery("http://x.test/?brand=a&metric=user%00s")).toThrow(
      expect.objectContaining({ code: "invalid", field: "metric" }),
    );
  });

  it("is refused in a body, by name, however deep", async () => {
    const request = new Request("http://x.test", { method: "POST", body: '{"a":[{"notes":"x\\u0000"}]}' });
    await expect(readBody(request)).rejects.toMatchObject({ code: "invalid", field: "notes" });
  });
});

describe("while the database is away", () => {
  beforeAll(() => {
    process.env.DATABASE_URL = "postgres://nobody@127.0.0.1:1/none";
    process.env.LOG_LEVEL = "silent";
  });
  afterAll(() => database().close());

  it("a request gets 503 with a sentence, and nothing hangs", async () => {
    const request = new Request("http://localhost:3000/api/v1/x");
    const response = await guarded(request, async ({ db }) => Response.json(await db.execute("select 1")));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      error: { code: "unavailable", message: expect.stringContaining("database") },
    });
  });

  it("so does an error that cannot even be kept", async () => {
    const request = new Request("http://localhost:3000/api/v1/x");
    const response = await guarded(request, () => Promise.reject(new Error("ours")));
    expect(response.status).toBe(500);
  });
});
