import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { database } from "@/lib/server/database";
import { publishEngineStatus } from "@/lib/server/engine-status";
import { type Env, env } from "@/lib/server/env";
import { processWide } from "@/lib/server/process-wide";
import { seedDefaultInhibitions } from "@/lib/server/services/inhibitions/seed-defaults";
import { seedDefaultRules } from "@/lib/server/services/rules/seed-defaults";
import { houseLog, systemContext } from "@/lib/server/system-context";
import { chooseEngine, type EngineChoice } from "./choose-engine";
import { inngest } from "./client";
import { startEmbedded } from "./embedded/start";
import { consoleStarted } from "./events";
import { SERVE_PATH } from "./handler";
import { holdExit } from "./hold-exit";
import { registerWithServer } from "./register-with-server";
import { Relay } from "./relay";
import { handleRequest } from "./serve";
import { transport, useEngineFetch } from "./transport";

/** How long until the next try, while database or engine are not there yet. */
const TRY_AGAIN_MS = 1_000;
/** Below the 8 s that `up` gives the app. */
const STOP_MS = 7_000;
const DEVELOPMENT_REGISTER_MS = 5_000;

/** A started engine: how to stop it and, of the embedded one, how it goes. */
interface Engine {
  stop?: () => Promise<void>;
  status?: () => Promise<{
    holder: string | null;
    unheldMs: number | null;
    queueDepth: number | null;
    running: number;
    lastTickLatenessMs: number | null;
  }>;
}

/**
 * Starts the background work of this process, once. Returns at once: what is not there yet is tried again until it is.
 * @throws Error only for variables that name half a server.
 */
export function startEngine(): void {
  const choice = chooseEngine(env());
  processWide("engine", () => new House(choice)).start();
}

class House {
  readonly #choice: EngineChoice;
  readonly #log = houseLog().child({ part: "engine" });
  #isStarted = false;
  #isStopping = false;
  #engine: Engine | undefined;
  #relay: Relay | undefined;

  constructor(choice: EngineChoice) {
    this.#choice = choice;
  }

  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    publishEngineStatus(() => this.#status());
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => holdExit(this.stop()));
    void this.#bringUp();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    const stopped = Promise.all([this.#relay?.stop(), this.#engine?.stop?.()]).catch((err) => {
      this.#log.warn({ err }, "the engine did not stop cleanly");
    });
    await Promise.race([stopped, delay(STOP_MS, undefined, { ref: false })]);
  }

  async #bringUp(): Promise<void> {
    await this.#persist("looking for the default rules", async () => {
      await seedDefaultRules(systemContext("engine"));
      await seedDefaultInhibitions(systemContext("engine"));
    });
    await this.#persist("starting the engine", async () => {
      this.#engine = await startChosen(this.#choice, this.#log);
    });
    if (this.#isStopping) return;
    const at = new Date();
    const correlationId = randomUUID();
    await this.#persist("announcing the start", async () => {
      const data = { at: at.toISOString(), correlationId };
      await inngest.send({ name: consoleStarted.name, id: correlationId, data, ts: at.getTime() });
    });
    if (this.#isStopping) return;
    this.#relay = new Relay({ db: database().db, send: (events) => inngest.send(events), log: this.#log });
    this.#relay.start();
  }

  async #persist(what: string, work: () => Promise<void>): Promise<void> {
    for (let tries = 0; !this.#isStopping; tries += 1) {
      try {
        return await work();
      } catch (err) {
        if (tries % 10 === 0) this.#log.warn({ err, tries }, `${what} failed, trying again`);
      }
      await delay(TRY_AGAIN_MS, undefined, { ref: false });
    }
  }

  async #status() {
    const { kind } = this.#choice;
    const unknown = { holder: null, unheldMs: null, queueDepth: null, running: 0, lastTickLatenessMs: null };
    return { kind, isReady: this.#engine !== undefined, ...((await this.#engine?.status?.()) ?? unknown) };
  }
}

async function startChosen(choice: EngineChoice, log: ReturnType<typeof houseLog>): Promise<Engine> {
  if (choice.kind !== "embedded") {
    useEngineFetch(globalThis.fetch);
    await registerWithServer(choice, { origin: originOf(env()), handle: handleRequest });
    return {};
  }
  const { db } = database();
  // Under `next dev` this module keeps the functions it was loaded with; the route has them as they are.
  const isDevelopment = process.env.NODE_ENV === "development";
  const url = new URL(SERVE_PATH, isDevelopment ? loopbackOf(env()) : "http://inngest.embedded").href;
  return startEmbedded({
    db,
    log,
    useFetch: useEngineFetch,
    endpoint: { url, signingKey: transport().signingKey, handle: isDevelopment ? globalThis.fetch : handleRequest },
    registerEveryMs: isDevelopment ? DEVELOPMENT_REGISTER_MS : undefined,
  });
}

/** Where an Inngest server finds this console. */
function originOf(settings: Env): string {
  return settings.NEXTAUTH_URL ?? loopbackOf(settings);
}

function loopbackOf({ HOST, PORT }: Env): string {
  const host = HOST === "0.0.0.0" || HOST === "::" ? "127.0.0.1" : HOST;
  return `http://${host.includes(":") ? `[${host}]` : host}:${PORT}`;
}
