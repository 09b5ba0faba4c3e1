import "server-only";
import { createServer, type Server } from "node:http";
import { Readable } from "node:stream";

interface Frame {
  id?: string;
  event?: string;
  data?: Record<string, unknown>;
  comment?: string;
}

/** A reader of `text/event-stream`, which hands out frames in turn. For tests only. */
export class TestClient {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #text = "";

  private constructor(stream: ReadableStream<Uint8Array>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  static over(stream: ReadableStream<Uint8Array>): TestClient {
    return new TestClient(stream);
  }

  /** The next frame of any kind; undefined when the stream has ended. */
  async frame(): Promise<Frame | undefined> {
    while (!this.#text.includes("\n\n")) {
      const { done, value } = await this.#chunks.next();
      if (done === true) return undefined;
      this.#text += Buffer.from(value).toString("utf8");
    }
    const end = this.#text.indexOf("\n\n");
    const block = this.#text.slice(0, end);
    this.#text = this.#text.slice(end + 2);
    return parseFrame(block);
  }

  /** The next event, comments passed over. */
  async event(): Promise<Frame | undefined> {
    for (;;) {
      const frame = await this.frame();
      if (frame === undefined || frame.event !== undefined) return frame;
    }
  }

  async events(count: number): Promise<(Frame | undefined)[]> {
    const events: (Frame | undefined)[] = [];
    while (events.length < count) events.push(await this.event());
    return events;
  }
}

function parseFrame(block: string): Frame {
  const frame: Frame = {};
  for (const line of block.split("\n")) {
    const [name = "", ...rest] = line.split(": ");
    const value = rest.join(": ");
    if (name === "id") frame.id = value;
    if (name === "event") frame.event = value;
    if (name === "data") frame.data = JSON.parse(value);
    if (name === "") frame.comment = value;
  }
  return frame;
}

/** A real HTTP server around one route handler, with what Next does for it: abort when the client leaves. */
export async function serveRoute(
  handler: (request: Request) => Promise<Response>,
): Promise<{ url: string; server: Server }> {
  const server = createServer(async (incoming, outgoing) => {
    const abort = new AbortController();
    outgoing.on("close", () => abort.abort());
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const request = new Request(`http://${incoming.headers.host}${incoming.url}`, { headers, signal: abort.signal });
    const response = await handler(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (response.body === null) outgoing.end();
    else Readable.from(response.body).pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, server };
}
