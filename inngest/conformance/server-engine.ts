import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Inngest } from "inngest";
import { requestHandler } from "@/inngest/handler";
import type { EngineUnderTest, FunctionsOf } from "./engine";
import { Journal } from "./journal";
import { listen } from "./loopback";

/** A real Inngest server, running in development mode on the same machine, that calls our functions over HTTP. */
export class ServerEngine implements EngineUnderTest {
  readonly journal = new Journal(() => new Date());
  readonly #client: Inngest;
  readonly #stop: () => Promise<void>;

  private constructor(client: Inngest, stop: () => Promise<void>) {
    this.#client = client;
    this.#stop = stop;
  }

  /** Serves the functions under an app id of their own and registers them with `server`. */
  static async start({ server, functionsOf }: { server: string; functionsOf: FunctionsOf }): Promise<ServerEngine> {
    const id = `conformance-${randomBytes(4).toString("hex")}`;
    const client = new Inngest({ id, isDev: true, baseUrl: server, checkpointing: false });
    let handle: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
    const app = listen((request) => handle(request));
    await once(app.server, "listening");
    const engine = new ServerEngine(client, app.close);
    handle = requestHandler({ client, functions: functionsOf(client, engine.journal) });
    const registered = await fetch(`${app.origin()}/api/inngest`, { method: "PUT" });
    if (!registered.ok) throw new Error(`${server} did not take the registration: ${await registered.text()}`);
    return engine;
  }

  async send(name: string, data: Record<string, unknown>, id?: string): Promise<void> {
    await this.#client.send({ id, name, data });
  }

  until(subject: string, what: string): Promise<void> {
    return this.journal.until(subject, what);
  }

  async pass(ms: number): Promise<void> {
    await delay(ms);
  }

  close(): Promise<void> {
    return this.#stop();
  }
}
