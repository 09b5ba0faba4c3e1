import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import type { Database } from "@/db/client";
import type { EngineEvent } from "@/db/schema";
import { insertEvents } from "./events";

const SentEvents = z.array(
  z.object({
    id: z.string().min(1).optional(),
    name: z
      .string()
      .min(1)
      .refine((name) => !name.startsWith("inngest/"), "a name outside inngest/, which is the engine's own"),
    data: z.record(z.string(), z.unknown()).default({}),
    ts: z.number().optional(),
  }),
);

interface Intake {
  db: Database;
  now: () => Date;
  /** Called once the events are kept. */
  onEvents: () => void;
}

const BATCH = 500;

/**
 * The client's `fetch` under the embedded executor: keeps sent events and answers as a server does. Whatever else an SDK
 * may ask of a server is not supported, and answered so by its path.
 */
export function createIntake({ db, now, onEvents }: Intake): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (request.method !== "POST" || !pathname.startsWith("/e/")) {
      return answer(501, {
        error: `The embedded executor does not support ${request.method} ${pathname}.`,
        status: 501,
      });
    }
    const parsed = SentEvents.safeParse(await request.json());
    if (!parsed.success) return answer(400, { error: z.prettifyError(parsed.error), status: 400, ids: [] });
    const seed = request.headers.get("x-inngest-event-id-seed");
    const events = parsed.data.map((event, index): EngineEvent => {
      return { ...event, id: event.id ?? idFrom(seed, index), ts: event.ts ?? now().getTime() };
    });
    for (let start = 0; start < events.length; start += BATCH) {
      await insertEvents(db, events.slice(start, start + BATCH), now());
    }
    onEvents();
    return answer(200, { ids: events.map(({ id }) => id), status: 200 });
  };
}

/** The SDK sends one seed with all tries of one send, so that a repeated try is the same events. */
function idFrom(seed: string | null, index: number): string {
  return seed === null ? randomUUID() : createHash("sha256").update(`${seed}\n${index}`).digest("hex").slice(0, 32);
}

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status });
}
