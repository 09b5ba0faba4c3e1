import { expect, it } from "vitest";
import { readRegistration } from "./registration";

const plain = { id: "app-fn", name: "fn", triggers: [{ event: "a/b" }], steps: { step: { id: "step", name: "step" } } };
const read = (given: Record<string, unknown>) => readRegistration({ functions: [{ ...plain, ...given }] })[0];

it("reads what a function is", () => {
  const fn = read({
    triggers: [{ event: "a/b", expression: "event.data.on == true" }, { cron: "*/5 * * * *" }],
    steps: { step: { id: "step", name: "step", retries: { attempts: 0 } } },
    cancel: [{ event: "a/stop", if: "event.data.id == async.data.id", timeout: "1h" }],
    concurrency: [{ limit: 2, key: "event.data.channel" }, { limit: 5 }],
    priority: { run: "600" },
  });
  expect(fn).toMatchObject({ id: "app-fn", maxAttempts: 1, crons: ["*/5 * * * *"], priority: 600 });
  expect(fn?.events[0]?.expression?.({ event: { data: { on: true } } })).toBe(true);
  expect(fn?.cancels).toEqual([
    { event: "a/stop", expression: "event.data.id == async.data.id", timeoutMs: 3_600_000 },
  ]);
  expect(fn?.concurrency.map(({ limit }) => limit)).toEqual([2, 5]);
});

it("gives a function four attempts when it says nothing", () => {
  expect(read({})?.maxAttempts).toBe(4);
});

it.each([
  [{ batchEvents: { maxSize: 10, timeout: "5s" } }, "the option batchEvents"],
  [{ rateLimit: { limit: 1, period: "1m" } }, "the option rateLimit"],
  [{ throttle: { limit: 1, period: "1m" } }, "the option throttle"],
  [{ debounce: { period: "1m" } }, "the option debounce"],
  [{ singleton: { mode: "skip" } }, "the option singleton"],
  [{ timeouts: { finish: "1m" } }, "the option timeouts"],
  [{ somethingNew: true }, "the option somethingNew"],
  [{ triggers: [{ cron: "* * * * *", jitter: "10s" }] }, "the trigger option jitter"],
  [{ triggers: [{ event: "inngest/function.cancelled" }] }, "the trigger inngest/function.cancelled"],
  [{ triggers: [{ event: "a/*" }] }, "the trigger pattern a/*"],
  [{ concurrency: { limit: 1, scope: "account" } }, "the concurrency scope account"],
  [{ priority: { run: "event.data.rank" } }, 'the priority "event.data.rank"'],
])("refuses %o by name", (given, named) => {
  expect(() => read(given)).toThrow(named);
  expect(() => read(given)).toThrow('"app-fn"');
});

it.each([
  [{ triggers: [{ event: "a/b", expression: "event.data.n > 3" }] }, "event.data.n > 3"],
  [{ cancel: [{ event: "a/stop", if: "size(event.data)" }] }, "size(event.data)"],
  [{ triggers: [{ cron: "* * * * * *" }] }, "* * * * * *"],
])("refuses what it cannot read of %o", (given, named) => {
  expect(() => read(given)).toThrow(named);
});
