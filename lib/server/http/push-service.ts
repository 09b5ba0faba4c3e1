import "server-only";
import { createECDH, type ECDH, randomBytes } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { decrypt } from "http_ece";
import webPush from "web-push";

interface PushedBrowser {
  id: number;
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** A push service on loopback with browsers of its own, which decrypt what arrives. For tests only. */
export interface PushService {
  readonly port: number;
  /** A fresh pair, as the environment names it. */
  readonly vapid: { VAPID_PUBLIC_KEY: string; VAPID_PRIVATE_KEY: string };
  readonly arrived: { path: string; headers: IncomingHttpHeaders; body: Buffer }[];
  /** By endpoint; absent: 201. */
  readonly answers: Map<string, number | "stall" | "cut">;
  browser(): PushedBrowser;
  /** What a browser was sent, in order. */
  read(browser: PushedBrowser): unknown[];
  close(): Promise<void>;
}

export async function startPushService(): Promise<PushService> {
  const arrived: PushService["arrived"] = [];
  const answers: PushService["answers"] = new Map();
  const keys = new Map<number, ECDH>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    arrived.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) });
    answer(response, answers.get(`${origin()}${request.url}`) ?? 201);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const origin = () => `http://127.0.0.1:${port}`;
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  return {
    port,
    vapid: { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey },
    arrived,
    answers,
    browser() {
      const id = keys.size + 1;
      const own = createECDH("prime256v1");
      const p256dh = own.generateKeys("base64url");
      keys.set(id, own);
      return { id, endpoint: `${origin()}/push/${id}`, p256dh, auth: randomBytes(16).toString("base64url") };
    },
    read({ id, auth }) {
      const own = arrived.filter(({ path }) => path === `/push/${id}`);
      return own.map(({ body }) => {
        const plain = decrypt(body, { version: "aes128gcm", privateKey: keys.get(id), authSecret: auth });
        return JSON.parse(plain.toString("utf8"));
      });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, how: number | "stall" | "cut"): void {
  if (how === "stall") return;
  if (how === "cut") response.destroy();
  else response.writeHead(how, { "retry-after": "7" }).end(how < 300 ? "" : "refused");
}
