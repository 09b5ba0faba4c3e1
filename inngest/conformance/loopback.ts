import { createServer, type IncomingMessage, type Server } from "node:http";

interface Loopback {
  server: Server;
  /** Known once it listens. */
  origin(): string;
  close(): Promise<void>;
}

/** A server on loopback that answers with a handler of the web's own requests and responses. */
export function listen(handle: (request: Request) => Promise<Response>): Loopback {
  const server = createServer((incoming, outgoing) => {
    toRequest(incoming)
      .then(handle)
      .catch((error) => new Response(String(error), { status: 500 }))
      .then(async (response) => {
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        outgoing.end(await response.text());
      });
  }).listen(0, "127.0.0.1");
  const origin = () => {
    const address = server.address();
    return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  };
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { server, origin, close };
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, String(value));
  const hasBody = incoming.method === "POST" || incoming.method === "PUT";
  const body = hasBody ? Buffer.concat(chunks).toString("utf8") : undefined;
  return new Request(`http://${incoming.headers.host}${incoming.url}`, { method: incoming.method, headers, body });
}
