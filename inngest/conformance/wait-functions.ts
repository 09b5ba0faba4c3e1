import type { FunctionOf, FunctionsOf } from "./engine";

const sleeps: FunctionOf = (client, journal) =>
  client.createFunction({ id: "sleeps", triggers: [{ event: "test/sleeps" }] }, async ({ event, step }) => {
    const { subject } = event.data;
    const until = await step.run("begin", () => {
      journal.note(subject, "begin");
      return new Date(event.ts + 3_000).toISOString();
    });
    await step.sleep("short", "1s");
    await step.run("middle", () => journal.note(subject, "middle"));
    await step.sleepUntil("late", until);
    await step.sleepUntil("past", until);
    await step.run("end", () => journal.note(subject, "end"));
  });

const waits: FunctionOf = (client, journal) =>
  client.createFunction({ id: "waits", triggers: [{ event: "test/waits" }] }, async ({ event, step }) => {
    const { subject } = event.data;
    await step.run("begin", () => journal.note(subject, "begin"));
    const answer = await step.waitForEvent("answer", { event: "test/answer", timeout: "10s", match: "data.subject" });
    await step.run("end", () => journal.note(subject, answer === null ? "timed-out" : "answered", answer?.data));
  });

/** As an alert climbs its policy: waits for somebody until an instant, and takes the step where nobody came. */
const climbs: FunctionOf = (client, journal) =>
  client.createFunction(
    {
      id: "climbs",
      triggers: [{ event: "test/climbs" }],
      cancelOn: [{ event: "test/over", match: "data.subject" }],
      priority: { run: "600" },
    },
    async ({ event, step }) => {
      const { subject } = event.data;
      const due = await step.run("look", () => {
        journal.note(subject, "begin");
        return { at: new Date(event.ts + 4_000).toISOString(), waitMs: 2_500 };
      });
      const taken = await step.waitForEvent("somebody", {
        event: "test/taken",
        timeout: due.waitMs,
        match: "data.subject",
      });
      if (taken !== null) return step.run("end", () => journal.note(subject, "taken"));
      await step.sleepUntil("until-due", due.at);
      return step.run("climb", () => journal.note(subject, "climbed"));
    },
  );

const eitherOr: FunctionOf = (client, journal) =>
  client.createFunction({ id: "both-waits", triggers: [{ event: "test/both-waits" }] }, async ({ event, step }) => {
    const { subject } = event.data;
    const answers = await Promise.all([
      step.waitForEvent("left", { event: "test/left", timeout: "10s", match: "data.subject" }),
      step.waitForEvent("right", {
        event: "test/right",
        timeout: "10s",
        if: "async.data.subject == event.data.subject",
      }),
    ]);
    await step.run("end", () =>
      journal.note(
        subject,
        "end",
        answers.map((answer) => answer?.name ?? null),
      ),
    );
  });

const cancelled: FunctionOf = (client, journal) =>
  client.createFunction(
    {
      id: "cancelled",
      triggers: [{ event: "test/cancelled" }],
      cancelOn: [{ event: "test/cancel", match: "data.order" }],
    },
    async ({ event, step }) => {
      const { subject } = event.data;
      await step.run("begin", () => journal.note(subject, "begin"));
      await step.sleep("pause", "5s");
      await step.run("end", () => journal.note(subject, "end"));
    },
  );

const sender: FunctionOf = (client, journal) =>
  client.createFunction({ id: "sender", triggers: [{ event: "test/sender" }] }, async ({ event, step }) => {
    const { subject } = event.data;
    await step.sendEvent("tell", [
      { name: "test/told", data: { subject, part: 1 } },
      { name: "test/told", data: { subject, part: 2 } },
    ]);
    await step.run("end", () => journal.note(subject, "sent"));
  });

const receiver: FunctionOf = (client, journal) =>
  client.createFunction(
    { id: "receiver", triggers: [{ event: "test/told", if: "event.data.part == 2" }] },
    async ({ event, step }) => {
      await step.run("hear", () => journal.note(event.data.subject, "heard", event.data.part));
    },
  );

const invoked: FunctionOf = (client) =>
  client.createFunction(
    { id: "invoked", retries: 0, triggers: [{ event: "test/invoked" }] },
    async ({ event, step }) => {
      if (event.data.isBroken) throw new Error("child broke");
      await step.sleep("think", "1s");
      return { doubled: event.data.value * 2 };
    },
  );

const invoker: FunctionOf = (client, journal) =>
  client.createFunction({ id: "invoker", triggers: [{ event: "test/invoker" }] }, async ({ event, step }) => {
    const { subject } = event.data;
    const child = invoked(client, journal);
    const good = await step.invoke("good", { function: child, data: { value: 21 } });
    const bad = await step
      .invoke("bad", { function: child, data: { isBroken: true } })
      .catch((error: Error) => `caught ${error.message}`);
    await step.run("end", () => journal.note(subject, "end", { good, bad }));
  });

/** Time and other runs: sleeps, waits, cancellation, events sent and functions invoked by a function. */
export const waitFunctions: FunctionsOf = (client, journal) =>
  [sleeps, waits, climbs, eitherOr, cancelled, sender, receiver, invoked, invoker].map((make) => make(client, journal));
