import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { Connection } from "./connection";
import { type Engine, SessionQueue } from "./sessions";

interface ServeOptions {
  /** Taken if it is free, else another. */
  port?: number;
  password: string;
  /** How long a client may be silent inside a transaction. */
  idleMs?: number;
  /** Told when the engine itself failed, not of errors in SQL. */
  onFailure?: (error: unknown) => void;
}

export interface EmbeddedServer {
  port: number;
  /** Connections that came before wait until here. */
  serve(engine: Engine & { serverVersion: string }): void;
  close(): Promise<void>;
}

const IDLE_MS = 15_000;

/** Listens on loopback and speaks Postgres' protocol for an engine handed in later. */
export async function listen({
  port = 0,
  password,
  idleMs = IDLE_MS,
  onFailure = () => undefined,
}: ServeOptions): Promise<EmbeddedServer> {
  const sockets = new Set<Socket>();
  const waiting = new Set<Socket>();
  let accept = (socket: Socket): unknown => waiting.add(socket);
  const server = createServer({ noDelay: true, pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    accept(socket);
  });
  await bind(server, port);
  return {
    port: portOf(server),
    serve(engine) {
      const queue = new SessionQueue({ engine, idleMs, onFailure });
      let processId = 0;
      accept = (socket) =>
        new Connection({ socket, queue, password, serverVersion: engine.serverVersion, processId: ++processId });
      for (const socket of waiting) accept(socket);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Listens on the port wished for; when another has it, on any. */
async function bind(server: Server, port: number): Promise<void> {
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (error) {
    if (port === 0) throw error;
    await bind(server, 0);
  }
}

function portOf(server: Server): number {
  const address = server.address();
  return address !== null && typeof address === "object" ? (address satisfies AddressInfo).port : 0;
}
