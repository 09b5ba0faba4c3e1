import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DatabaseHandle, openDatabase } from "@/db/client";
import { assessSystem } from "@/lib/health/assess";
import { SOURCES } from "@/lib/metrics/sources";
import { scopeOf } from "@/lib/server/context";
import { answersOf, valuesOf } from "@/lib/server/figures";
import { readPlatform } from "./read-platform";

const at = new Date("2026-11-20T12:00:00Z");

/** A database that takes connections and never says a word. */
let silent: Server;
let handle: DatabaseHandle;

beforeAll(async () => {
  silent = createServer((socket) => socket.on("error", () => socket.destroy())).listen(0, "127.0.0.1");
  await once(silent, "listening");
});
afterAll(() => handle.close());

function read(url: string) {
  handle = openDatabase({ url });
  const filter = { scope: scopeOf("all") };
  const reporting = { zone: "UTC", currency: "EUR" };
  const previous = new Map();
  return readPlatform({
    db: handle.db,
    filter,
    at,
    now: at,
    reporting,
    isLabelled: false,
    previous,
    skipMs: 1,
    limitMs: 100,
  });
}

it("gives up at the probe when the platform's database is silent, and names every source", async () => {
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : 0;
  const { figures, states } = await read(`postgres://x:y@127.0.0.1:${port}/z`);
  expect(figures).toEqual([]);
  expect(states.map(({ source }) => source).toSorted()).toEqual(
    Object.keys(SOURCES)
      .filter((source) => source !== "exchange_rates" && source !== "operations")
      .toSorted(),
  );
  expect(states.find(({ source }) => source === "payments")?.warning).toMatch(
    /the platform's database does not answer\.$/,
  );
  const health = assessSystem({ values: valuesOf(figures), answers: answersOf(states) });
  expect(new Set(Object.values(health.subsystems).map(({ status }) => status))).toEqual(new Set(["critical"]));
  silent.close();
});

it("names every source when nothing listens there", async () => {
  const { states } = await read("postgres://x:y@127.0.0.1:1/z");
  expect(states.every(({ status }) => status === "failed")).toBe(true);
  expect(states[0]?.warning).toMatch(/Cannot read the platform's database.*ECONNREFUSED/);
});
