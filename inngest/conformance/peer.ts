import { once } from "node:events";
import { hashSigningKey } from "@/inngest/sign";
import { listen } from "./loopback";

export const EVENT_KEY = "event-key";

interface Received {
  path: string;
  body: unknown;
}

/**
 * Stands where an Inngest server is, since none is to be had where these tests run: a peer on loopback that speaks the
 * documented protocol. It takes the registration only from who knows the signing key, and events under the event key.
 */
export class Peer {
  readonly requests: Received[] = [];
  readonly #signingKey: string;
  readonly #http = listen((request) => this.#answer(request));
  readonly #listeners = new Set<() => void>();

  private constructor(signingKey: string) {
    this.#signingKey = signingKey;
  }

  static async start(signingKey: string): Promise<Peer> {
    const peer = new Peer(signingKey);
    await once(peer.#http.server, "listening");
    return peer;
  }

  get origin(): string {
    return this.#http.origin();
  }

  /** Resolves with the first request that matches. */
  async received(matches: (request: Received) => boolean): Promise<Received> {
    for (;;) {
      const found = this.requests.find(matches);
      if (found) return found;
      await new Promise<void>((resolve) => this.#listeners.add(resolve));
    }
  }

  close(): Promise<void> {
    return this.#http.close();
  }

  async #answer(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname;
    this.requests.push({ path, body: await request.json() });
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
    if (path === "/fn/register") {
      const isKnown = request.headers.get("authorization") === `Bearer ${hashSigningKey(this.#signingKey)}`;
      if (!isKnown) return Response.json({ error: "who?" }, { status: 401 });
      return Response.json({ ok: true, status: 200, modified: true, skipped: false });
    }
    if (path === `/e/${EVENT_KEY}`) return Response.json({ ids: ["one"], status: 200 });
    return Response.json({ error: "not found" }, { status: 404 });
  }
}
