import "server-only";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { setImmediate } from "node:timers/promises";
import { SECOND_MS } from "@/lib/kernel/time";

/** Shorter than any server keeps an idle connection, so that it is we who close it and no request meets a closed one. */
const IDLE_MS = 4 * SECOND_MS;

/** Connections that are kept open between the calls of one channel. */
export interface KeepAlive {
  http: HttpAgent;
  https: HttpsAgent;
}

/** A pool of at most so many connections to each host. Idle ones keep no process from ending. */
export function keepAlive(connections: number): KeepAlive {
  const options = { keepAlive: true, maxSockets: connections, maxFreeSockets: connections, timeout: IDLE_MS };
  return { http: new HttpAgent(options), https: new HttpsAgent(options) };
}

/** Lets the other side's closing of idle connections be seen, by a full turn of the event loop, before one is used. */
export async function noticeClosed(): Promise<void> {
  await setImmediate();
  await setImmediate();
}
