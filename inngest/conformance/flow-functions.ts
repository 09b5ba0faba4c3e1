import type { FunctionOf, FunctionsOf } from "./engine";

/** Lets whatever else is ready in this process run for a few turns. */
async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const oneByKey: FunctionOf = (client, journal) => {
  const active = new Map<string, number>();
  return client.createFunction(
    {
      id: "one-by-key",
      triggers: [{ event: "test/one-by-key" }],
      concurrency: { limit: 1, key: "event.data.channel" },
    },
    async ({ event, step }) => {
      const { subject, channel } = event.data;
      await step.run("work", async () => {
        active.set(channel, (active.get(channel) ?? 0) + 1);
        if ((active.get(channel) ?? 0) > 1) journal.note(subject, "overlap");
        await someTurns();
        active.set(channel, (active.get(channel) ?? 0) - 1);
        journal.note(subject, `done ${channel}`);
      });
    },
  );
};

/** Ends only when a run of each of the two keys is under way at the same time. */
const pair: FunctionOf = (client, journal) => {
  const arrived = new Set<string>();
  return client.createFunction(
    { id: "pair", triggers: [{ event: "test/pair" }], concurrency: [{ limit: 1, key: "event.data.side" }] },
    async ({ event }) => {
      arrived.add(event.data.side);
      while (arrived.size < 2) await new Promise((resolve) => setImmediate(resolve));
      journal.note(event.data.subject, `met ${event.data.side}`);
    },
  );
};

const once: FunctionOf = (client, journal) =>
  client.createFunction(
    { id: "once", triggers: [{ event: "test/once" }], idempotency: "event.data.order" },
    async ({ event, step }) => {
      await step.run("work", () => journal.note(event.data.subject, "worked", event.data.order));
    },
  );

/** How functions share the engine: concurrency keys and idempotency. */
export const flowFunctions: FunctionsOf = (client, journal) =>
  [oneByKey, pair, once].map((make) => make(client, journal));
