import { z } from "zod";

const PREFIX = "/api/v1";

const Envelope = z.object({ status: z.literal("success"), data: z.unknown() });
const Refusal = z.object({
  status: z.literal("error"),
  error: z.object({ code: z.string(), message: z.string(), field: z.string().optional(), correlationId: z.string() }),
});

/** A refusal of our API, in its own words, with what to quote. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;
  readonly correlationId: string | undefined;

  constructor(status: number, error: Partial<z.infer<typeof Refusal>["error"]>) {
    super(error.message ?? "The console did not answer. Try again.");
    this.name = "ApiRefusal";
    this.status = status;
    this.code = error.code ?? "unavailable";
    this.field = error.field;
    this.correlationId = error.correlationId;
  }
}

interface Call<Schema extends z.ZodType> {
  /** Behind `/api/v1`, such as `/observability/metrics/current`. */
  path: string;
  query?: Record<string, string | number | undefined>;
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  schema: Schema;
  signal?: AbortSignal;
}

/**
 * Calls our API from the browser and opens the envelope.
 * @throws ApiRefusal when it says no, or is not there.
 */
export async function callApi<Schema extends z.ZodType>(call: Call<Schema>): Promise<z.infer<Schema>> {
  const { path, query = {}, method = "GET", body, schema, signal } = call;
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  const search = given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
  const answer = await fetch(PREFIX + path + search, {
    method,
    signal,
    headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const json: unknown = await answer.json().catch(() => null);
  const opened = Envelope.safeParse(json);
  if (answer.ok && opened.success) return schema.parse(opened.data.data);
  throw new ApiRefusal(answer.status, Refusal.safeParse(json).data?.error ?? {});
}
