import { once } from "node:events";
import type { Server } from "node:http";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as STATUS } from "@/app/api/v1/observability/realtime/status/route";
import { accounts } from "@/db/schema";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { serveRoute, TestClient } from "@/lib/server/feed/test-client";
import { closeFeed, feedHub } from "@/lib/server/feed-hub";
import { GET } from "./route";

let house: TestHouse;
let url: string;
let server: Server;
beforeAll(async () => {
  house = await testHouse();
  process.env.EVENT_STREAM_MAX_SUBSCRIBERS = "3";
  ({ url, server } = await serveRoute(GET));
});
beforeEach(() => house.reset());
afterAll(async () => {
  closeFeed();
  server.close();
  await house.close();
});

const tell = (brand?: string) =>
  house.context().unit(async (unit) => {
    unit.tell.feed({
      topic: "alerts",
      event: "alert:new",
      type: "alert/triggered",
      severity: "critical",
      brand,
      data: { id: 1 },
    });
  });
async function open(headers: Record<string, string>, query = "") {
  const abort = new AbortController();
  const response = await fetch(`${url}/${query}`, { headers, signal: abort.signal });
  const client = response.body !== null && response.ok ? TestClient.over(response.body) : undefined;
  return { response, client, leave: () => abort.abort() };
}
const bearer = async (given: Parameters<TestHouse["token"]>[0] = {}) => ({
  authorization: `Bearer ${await house.token(given)}`,
});
const untilReaders = async (count: number) => {
  while (feedHub().statistics().readers !== count) await new Promise(setImmediate);
};

describe("the stream over HTTP", () => {
  it("nobody gets 401 in the envelope, a bad filter 400 with its name, a foreign brand 403", async () => {
    expect((await open({})).response.status).toBe(401);
    const bad = await open(await bearer(), "?topics=nonsense");
    expect(bad.response.status).toBe(400);
    expect(await bad.response.json()).toMatchObject({ status: "error", error: { field: "topics" } });
    expect((await open(await bearer({ brands: ["lucky"] }), "?brand=royal")).response.status).toBe(403);
  });

  it("a session and a viewer's token may read; the head says it is a stream nobody may hold back", async () => {
    const account = await house.account({ role: "viewer" });
    const { response, leave } = await open({ cookie: await house.cookie(account), "x-correlation-id": "trace-12345" });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    expect(response.headers.get("cache-control")).toContain("no-transform");
    expect(response.headers.get("x-correlation-id")).toBe("trace-12345");
    leave();
    await untilReaders(0);
  });

  it("over a reconnection there is no gap and nothing twice", async () => {
    const headers = await bearer();
    const first = await open(headers);
    await tell();
    await tell();
    expect((await first.client?.events(2))?.map((event) => event?.id)).toEqual(["1", "2"]);
    first.leave();
    await untilReaders(0);
    await tell();
    const second = await open({ ...headers, "last-event-id": "2" }, "?lastEventId=1");
    await tell();
    expect((await second.client?.events(2))?.map((event) => event?.id)).toEqual(["3", "4"]);
    second.leave();
    await untilReaders(0);
  });

  it("a frame has the documented shape, and another brand's is never sent", async () => {
    const { client, leave } = await open(await bearer({ brands: ["royal"] }), "?severity=warning&topics=alerts");
    await tell("lucky");
    await tell("royal");
    expect(await client?.event()).toEqual({
      id: "2",
      event: "alert:new",
      data: {
        id: 2,
        topic: "alerts",
        type: "alert/triggered",
        at: expect.stringMatching(/Z$/),
        severity: "critical",
        brand: "royal",
        data: { id: 1 },
      },
    });
    leave();
    await untilReaders(0);
  });

  it("one reader too many gets 503 with a time to come back", async () => {
    const headers = await bearer();
    const opened = await Promise.all([open(headers), open(headers), open(headers)]);
    const { response } = await open(headers);
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("30");
    const status = await STATUS(new Request(`${url}/status`, { headers }), { params: Promise.resolve({}) });
    expect((await status.json()).data.event_stream).toMatchObject({ subscriber_count: 3 });
    for (const { leave } of opened) leave();
    await untilReaders(0);
  });

  it.each([
    ["disabled", { disabledAt: new Date() }],
    ["of other brands now", { brands: ["lucky"] }],
  ])("the stream of an account that is %s ends at the next heartbeat", async (_, change) => {
    const account = await house.account();
    const { client } = await open({ cookie: await house.cookie(account) });
    await feedHub().heartbeat();
    await house.db.update(accounts).set(change).where(eq(accounts.id, account.id));
    await feedHub().heartbeat();
    expect(await client?.event()).toBeUndefined();
  });

  it("SIGTERM brings a farewell, and the server can close though clients were connected", async () => {
    const { client } = await open(await bearer());
    process.emit("SIGTERM");
    expect(await client?.event()).toMatchObject({ event: "farewell" });
    expect(await client?.event()).toBeUndefined();
    server.close();
    await once(server, "close");
  });
});
