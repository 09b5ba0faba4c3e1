import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { Inngest } from "inngest";
import { afterEach, beforeEach, expect, it } from "vitest";
import { call, type Endpoint, register } from "@/inngest/embedded/dispatch";
import { requestHandler } from "@/inngest/handler";
import { registerWithServer } from "@/inngest/register-with-server";
import { sign } from "@/inngest/sign";
import { createLogger } from "@/lib/server/log";
import { listen } from "./loopback";
import { EVENT_KEY, Peer } from "./peer";

const signingKey = `signkey-prod-${randomBytes(32).toString("hex")}`;

let peer: Peer;
let app: ReturnType<typeof listen>;
let client: Inngest;
let handle: (request: Request) => Promise<Response>;

beforeEach(async () => {
  peer = await Peer.start(signingKey);
  client = new Inngest({
    id: "console",
    isDev: false,
    baseUrl: peer.origin,
    eventKey: EVENT_KEY,
    signingKey,
    checkpointing: false,
    logger: createLogger({ level: "silent" }),
  });
  const fn = client.createFunction({ id: "greet", triggers: [{ event: "test/greet" }] }, async ({ event, step }) => {
    const name = await step.run("name", () => `dear ${event.data.name}`);
    await step.sendEvent("told", { name: "test/greeted", data: { name } });
    return `hello ${name}`;
  });
  handle = requestHandler({ client, functions: [fn] });
  app = listen((request) => handle(request));
  await once(app.server, "listening");
});

afterEach(async () => {
  await app.close();
  await peer.close();
});

const choice = { kind: "server", eventKey: EVENT_KEY, signingKey } as const;

it("registers the functions with a server that checks the signing key's hash", async () => {
  await registerWithServer(choice, { origin: app.origin(), handle });
  const [registration] = peer.requests;
  expect(registration).toMatchObject({
    path: "/fn/register",
    body: { appName: "console", url: `${app.origin()}/api/inngest` },
  });
  expect(registration?.body).toMatchObject({
    functions: [{ id: "console-greet", triggers: [{ event: "test/greet" }] }],
  });
});

it("says what the server answered when it refuses the registration", async () => {
  const other = { ...choice, signingKey: `signkey-prod-${randomBytes(32).toString("hex")}` };
  await expect(registerWithServer(other, { origin: app.origin(), handle })).rejects.toThrow(
    "did not take the registration",
  );
});

it("answers the server's signed calls step by step, and sends events to it", async () => {
  const endpoint: Endpoint = { url: `${app.origin()}/api/inngest`, signingKey, handle: fetch };
  expect(await register(endpoint)).toMatchObject([{ id: "console-greet", maxAttempts: 4 }]);

  const event = { id: "event-1", name: "test/greet", data: { name: "Ana" }, ts: Date.now() };
  const steps: Record<string, unknown> = {};
  const stack: string[] = [];
  for (const expected of ["StepRun", "StepRun"]) {
    const outcome = await call(endpoint, { fnId: "console-greet", stepId: null, body: bodyOf(event, steps, stack) });
    if (outcome.kind !== "ops") throw new Error(`Unexpected answer: ${JSON.stringify(outcome)}`);
    const [op] = outcome.ops;
    expect(op?.op).toBe(expected);
    steps[op?.id ?? ""] = { data: op?.data };
    stack.push(op?.id ?? "");
  }
  const last = await call(endpoint, { fnId: "console-greet", stepId: null, body: bodyOf(event, steps, stack) });
  expect(last).toMatchObject({ kind: "returned", data: "hello dear Ana" });
  expect(peer.requests.map(({ path }) => path)).toEqual([`/e/${EVENT_KEY}`]);
  expect(peer.requests[0]?.body).toMatchObject([{ name: "test/greeted", data: { name: "dear Ana" } }]);
});

it("signs its answers, so that the server knows the app", async () => {
  const body = bodyOf({ id: "e", name: "test/greet", data: {}, ts: 1 }, {}, []);
  const response = await fetch(`${app.origin()}/api/inngest?fnId=console-greet&stepId=step`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", "x-inngest-signature": sign(body, signingKey, new Date()) },
  });
  const [, seconds = ""] = /t=(\d+)&s=/.exec(response.headers.get("x-inngest-signature") ?? "") ?? [];
  expect(response.headers.get("x-inngest-signature")).toBe(
    sign(await response.text(), signingKey, new Date(Number(seconds) * 1000)),
  );
});

it("refuses calls over the network that are not signed with the key", async () => {
  const endpoint: Endpoint = { url: `${app.origin()}/api/inngest`, signingKey: "signkey-prod-00", handle: fetch };
  await expect(register(endpoint)).rejects.toThrow("answered 401");
  const body = bodyOf({ id: "e", name: "test/greet", data: {}, ts: 1 }, {}, []);
  expect(await call(endpoint, { fnId: "console-greet", stepId: null, body })).toMatchObject({ kind: "rejected" });
});

function bodyOf(event: Record<string, unknown>, steps: Record<string, unknown>, stack: string[]) {
  return {
    version: -1,
    event,
    events: [event],
    steps,
    ctx: {
      run_id: "run-1",
      attempt: 0,
      max_attempts: 4,
      disable_immediate_execution: false,
      use_api: false,
      stack: { stack, current: stack.length },
    },
  };
}
