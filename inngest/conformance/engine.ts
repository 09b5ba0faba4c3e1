import { randomBytes } from "node:crypto";
import { Inngest, type InngestFunction } from "inngest";
import type { Database } from "@/db/client";
import { type Endpoint, register } from "@/inngest/embedded/dispatch";
import { Executor } from "@/inngest/embedded/executor";
import { createIntake } from "@/inngest/embedded/intake";
import { requestHandler } from "@/inngest/handler";
import { createLogger } from "@/lib/server/log";
import { Journal } from "./journal";

/** What makes one function over a client and a journal, so that each engine serves its own. */
export type FunctionOf = (client: Inngest, journal: Journal) => InngestFunction.Any;
/** The functions of one set of tests. */
export type FunctionsOf = (client: Inngest, journal: Journal) => InngestFunction.Any[];

/** The engine a conformance test runs on. */
export interface EngineUnderTest {
  readonly journal: Journal;
  send(name: string, data: Record<string, unknown>, id?: string): Promise<void>;
  /** Lets time pass until the subject has the entry. */
  until(subject: string, what: string): Promise<void>;
  /** Lets this much time pass, and all happen that falls into it. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** Longer than any conformance function takes. */
const HORIZON_MS = 3 * 3_600_000;

/** The embedded executor on a hand-held clock: a sleep of an hour takes no time. */
export class EmbeddedEngine implements EngineUnderTest {
  readonly journal = new Journal(() => this.now);
  readonly client: Inngest;
  readonly endpoint: Endpoint;
  readonly #db: Database;
  #executor: Executor | undefined;
  now: Date;

  constructor({ db, functionsOf, startAt }: { db: Database; functionsOf: FunctionsOf; startAt: Date }) {
    this.#db = db;
    this.now = startAt;
    const signingKey = `signkey-test-${randomBytes(32).toString("hex")}`;
    const fetch = createIntake({ db, now: () => this.now, onEvents: () => this.#executor?.wake() });
    this.client = embeddedClient({ signingKey, fetch });
    const handle = requestHandler({ client: this.client, functions: functionsOf(this.client, this.journal) });
    this.endpoint = { url: "http://conformance.test/api/inngest", signingKey, handle };
  }

  async start(): Promise<this> {
    const functions = await register(this.endpoint);
    const log = createLogger({ level: process.env.LOG_LEVEL ?? "silent" });
    this.#executor = new Executor({ db: this.#db, endpoint: this.endpoint, functions, log, now: () => this.now });
    await this.executor.runUntilIdle();
    return this;
  }

  get executor(): Executor {
    if (!this.#executor) throw new Error("The engine under test has not started.");
    return this.#executor;
  }

  async send(name: string, data: Record<string, unknown>, id?: string): Promise<void> {
    await this.client.send({ id, name, data, ts: this.now.getTime() });
  }

  async until(subject: string, what: string): Promise<void> {
    const end = new Date(this.now.getTime() + HORIZON_MS);
    do {
      await this.executor.runUntilIdle();
      if (this.journal.count(subject, what) > 0) return;
    } while (await this.#moveOn(end));
    throw new Error(`${subject} never came to "${what}".`);
  }

  async pass(ms: number): Promise<void> {
    const end = new Date(this.now.getTime() + ms);
    do await this.executor.runUntilIdle();
    while (await this.#moveOn(end));
    this.now = end;
    await this.executor.runUntilIdle();
  }

  async close(): Promise<void> {
    await this.#executor?.stop();
  }

  /** Moves the clock to what is due next. @returns false when nothing is until `end`. */
  async #moveOn(end: Date): Promise<boolean> {
    const next = await this.executor.nextDueAt();
    if (next === null || next > end) return false;
    if (next <= this.now) throw new Error("A due job is held back for ever.");
    this.now = next;
    return true;
  }
}

/** A client as `inngest/client.ts` makes it, with its own transport. */
export function embeddedClient({ signingKey, fetch }: { signingKey: string; fetch: typeof globalThis.fetch }): Inngest {
  return new Inngest({
    id: "conformance",
    isDev: false,
    baseUrl: "http://inngest.embedded",
    eventKey: "conformance",
    signingKey,
    checkpointing: false,
    logger: createLogger({ level: process.env.LOG_LEVEL ?? "silent" }),
    fetch,
  });
}
