import { createServer } from "node:net";
import { sleep } from "./processes.mjs";
import { Refusal } from "./settings.mjs";

const POLL_MS = 100;

/**
 * A port that is no number is left to the check of the environment.
 * @param {{ port: number, host: string }} address
 * @param {number} patienceMs how long who listens there may take to end
 * @throws Refusal when somebody else listens there.
 */
export async function requireFreePort({ port, host }, patienceMs = 0) {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return;
  const until = performance.now() + patienceMs;
  let error = await listenOnce(port, host);
  while (error?.code === "EADDRINUSE" && performance.now() < until) {
    await sleep(POLL_MS);
    error = await listenOnce(port, host);
  }
  if (error?.code === "EADDRINUSE") {
    const other = `choose another, such as PORT=${port + 1} npm run up.`;
    throw new Refusal(`PORT ${port} on ${host} is in use by another program: ${other}`);
  }
  if (error) throw new Refusal(`PORT ${port} on HOST ${host} cannot be listened on (${error.code}).`);
}

/** @returns {Promise<number>} a port of loopback that was free a moment ago. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function listenOnce(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}
