import "server-only";
import type { z } from "zod";
import type { Permission } from "@/lib/access/permissions";
import { clientAddress } from "./access/client-address";
import { enter } from "./access/enter";
import type { Context } from "./context";
import { answerSuccess } from "./http/answer";
import { guarded } from "./http/guarded";
import { parseInput, readBody, readQuery } from "./http/read-input";

interface Spec<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  permission: Permission;
  /** The path's variables, which arrive as strings: `z.object({ id: IntegerId })`. */
  params?: Params;
  /** The query's, strings too. A `brand` outside the caller's scope is refused before this is looked at. */
  query?: Query;
  /** JSON of at most 2 MB; no body at all reads as `{}`. */
  body?: Body;
  /** Of the answer when all went well; 200 where nothing is said. */
  status?: number;
}

interface Input<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  params: z.infer<Params>;
  query: z.infer<Query>;
  body: z.infer<Body>;
  /** Where the request came from, for throttles. */
  address: string;
}

/**
 * Makes a route handler of a permission, schemas and one call: authenticates (401), checks role, scope and brand (403),
 * parses (400), runs, and wraps the outcome in the envelope. What the work throws is mapped once, here.
 */
export function endpoint<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  spec: Spec<Params, Query, Body>,
  work: (ctx: Context, input: Input<Params, Query, Body>) => Promise<unknown>,
): (request: Request, route: { params: Promise<unknown> }) => Promise<Response> {
  return (request, route) =>
    guarded(request, async (house) => {
      const ctx = await enter(request, spec.permission, house);
      const input = {
        params: await parseIf(spec.params, () => route.params, "path"),
        query: await parseIf(spec.query, () => readQuery(request.url), "query"),
        body: await parseIf(spec.body, () => readBody(request), "body"),
        address: clientAddress(request.headers),
      };
      const data = await work(ctx, input);
      const { correlationId } = ctx;
      return answerSuccess(data, { status: spec.status ?? 200, correlationId, at: ctx.now() });
    });
}

/** Where a spec names no schema its type is that of `z.ZodType`, whose output is `unknown`: undefined is one. */
async function parseIf<Schema extends z.ZodType>(
  schema: Schema | undefined,
  read: () => unknown,
  whole: string,
): Promise<z.infer<Schema>> {
  if (schema === undefined) return undefined as z.infer<Schema>;
  return parseInput(schema, await read(), whole);
}
