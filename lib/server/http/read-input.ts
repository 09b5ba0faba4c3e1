import "server-only";
import type { z } from "zod";
import { AppError } from "@/lib/kernel/errors";

/** Above the longest text any field takes by far: a field of 1 MB is refused by its own name. */
export const BODY_LIMIT_BYTES = 2_097_152;
const BODY_EXPECTED = 'body: expected JSON, such as {"notes":"gateway restarted"}';

/**
 * Reads input by its schema.
 * @throws AppError `invalid` naming the field as the caller spelled it; `whole` names the input where no field is at fault.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown, whole: string): z.infer<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const isWhole = issue === undefined || issue.path.length === 0;
  if (isWhole && whole === "body") throw new AppError("invalid", BODY_EXPECTED, { field: whole, cause: parsed.error });
  const field = isWhole ? whole : issue.path.map(String).join(".");
  throw new AppError("invalid", `${field}: ${issue?.message ?? "not understood"}`, { field, cause: parsed.error });
}

/** @throws AppError `invalid` when one name is given twice (which was meant is not ours to guess) or holds a null character. */
export function readQuery(url: string): Record<string, string> {
  const { searchParams } = new URL(url);
  for (const name of searchParams.keys()) {
    if (searchParams.getAll(name).length > 1) {
      throw new AppError("invalid", `${name}: given more than once`, { field: name });
    }
  }
  for (const [name, value] of searchParams) refuseUnkeepable(name, value);
  return Object.fromEntries(searchParams);
}

/** Half of a pair of UTF-16: no character by itself, and no JSON that Postgres takes. */
const HALF_CHARACTER = /[\uD800-\uDFFF]/u;

/** What Postgres cannot keep: null characters, and halves of characters. */
function refuseUnkeepable(field: string, value: unknown): void {
  if (typeof value !== "string") return;
  if (value.includes("\0"))
    throw new AppError("invalid", `${field}: expected a text without null characters, such as aurora`, { field });
  if (HALF_CHARACTER.test(value))
    throw new AppError("invalid", `${field}: expected a text of whole characters, such as aurora`, { field });
}

/**
 * The body as JSON, whatever its content type says (`curl -d` says form); no body is `{}`.
 * @throws AppError `invalid` for what is no JSON, holds a null character, or is over 2 MB, which is not read to its end.
 */
export async function readBody(request: Request): Promise<unknown> {
  const text = await readText(request);
  if (text.trim() === "") return {};
  const body = parseJson(text);
  JSON.stringify(body, (name, value: unknown) => {
    refuseUnkeepable(name === "" ? "body" : name, value);
    return value;
  });
  return body;
}

/** What some clients write where JSON has no number: the field is worth naming. */
const NOT_A_NUMBER = /"([A-Za-z_][A-Za-z0-9_]{0,49})"\s*:\s*[+-]?(?:NaN|Infinity)\b/;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const field = NOT_A_NUMBER.exec(text)?.[1];
    if (field !== undefined) throw new AppError("invalid", `${field}: expected a number, such as 5`, { field, cause });
    throw new AppError("invalid", BODY_EXPECTED, { field: "body", cause });
  }
}

/**
 * The body as it was sent, for what is signed or no JSON.
 * @throws AppError `invalid` when it is over 2 MB, which is not read to its end.
 */
export async function readText(request: Request): Promise<string> {
  if (request.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > BODY_LIMIT_BYTES) throw new AppError("invalid", "body: longer than 2 MB", { field: "body" });
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
