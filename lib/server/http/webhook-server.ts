import "server-only";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";

/** What arrived at the stand-in for a platform's service. */
export interface ArrivedCall {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface WebhookServer {
  readonly port: number;
  readonly arrived: ArrivedCall[];
  /** What the next calls are answered; a test sets it. */
  answer: (response: ServerResponse) => void;
  close(): Promise<void>;
}

/** A real server on loopback that keeps what it is sent and answers as it is told. For tests only. */
export async function startWebhookServer(): Promise<WebhookServer> {
  const arrived: ArrivedCall[] = [];
  const house: Pick<WebhookServer, "answer"> = { answer: (response) => response.end("routed") };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    arrived.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    house.answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return Object.assign(house, {
    port: typeof address === "object" ? (address?.port ?? 0) : 0,
    arrived,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
