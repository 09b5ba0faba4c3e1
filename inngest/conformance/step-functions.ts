import { type FailureEventArgs, NonRetriableError, RetryAfterError } from "inngest";
import type { FunctionOf, FunctionsOf } from "./engine";

// Each event's `data.subject` names what the journal is kept under.

const memo: FunctionOf = (client, journal) =>
  client.createFunction({ id: "memo", triggers: [{ event: "test/memo" }] }, async ({ event, step }) => {
    const { subject } = event.data;
    journal.note(subject, "entered");
    const first = await step.run("first", () => {
      journal.note(subject, "first");
      return { value: 20 };
    });
    const second = await step.run("second", () => {
      journal.note(subject, "second");
      return first.value + 1;
    });
    const again = await step.run("second", () => second * 2);
    journal.note(subject, "result", again);
    return again;
  });

const join: FunctionOf = (client, journal) =>
  client.createFunction({ id: "join", triggers: [{ event: "test/join" }] }, async ({ event, step }) => {
    const { subject } = event.data;
    const parts = await Promise.all([
      step.run("a", () => journal.note(subject, "a")),
      step.run("b", () => {
        journal.note(subject, "b");
        return "b";
      }),
      step.sleep("pause", "1s"),
      step.run("c", () => {
        journal.note(subject, "c");
        return { deep: ["c"] };
      }),
    ]);
    await step.run("after", () => journal.note(subject, "joined", parts));
  });

const retry: FunctionOf = (client, journal) =>
  client.createFunction({ id: "retry", triggers: [{ event: "test/retry" }] }, async ({ event, step, attempt }) => {
    const { subject } = event.data;
    await step.run("sound", () => journal.note(subject, "sound"));
    const after = await step.run("flaky", () => {
      journal.note(subject, "try", attempt);
      if (attempt < 2) throw new Error("not yet");
      return attempt;
    });
    await step.run("done", () => journal.note(subject, "done", after));
  });

const retryAfter: FunctionOf = (client, journal) =>
  client.createFunction(
    { id: "retry-after", triggers: [{ event: "test/retry-after" }] },
    async ({ event, step, attempt }) => {
      const { subject } = event.data;
      await step.run("busy", () => {
        journal.note(subject, "try");
        if (attempt === 0) throw new RetryAfterError("busy", 3_000);
      });
      await step.run("done", () => journal.note(subject, "done"));
    },
  );

const bodyRetry: FunctionOf = (client, journal) =>
  client.createFunction({ id: "body-retry", triggers: [{ event: "test/body-retry" }] }, async ({ event, attempt }) => {
    journal.note(event.data.subject, "try", attempt);
    if (attempt === 0) throw new RetryAfterError("busy", 2_000);
    journal.note(event.data.subject, "done");
  });

const fails: FunctionOf = (client, journal) =>
  client.createFunction(
    {
      id: "fails",
      retries: 1,
      triggers: [{ event: "test/fails" }],
      onFailure: ({ event, error }: FailureEventArgs) => {
        const { function_id: fn, event: original } = event.data;
        journal.note(original.data?.subject, "failure", { message: error.message, fn });
      },
    },
    async ({ event, attempt }) => {
      journal.note(event.data.subject, "try", attempt);
      throw new RetryAfterError("always", 1_000);
    },
  );

const final: FunctionOf = (client, journal) =>
  client.createFunction(
    {
      id: "final",
      triggers: [{ event: "test/final" }],
      onFailure: ({ event, error }: FailureEventArgs) =>
        journal.note(event.data.event.data?.subject, "failure", error.message),
    },
    async ({ event, step }) => {
      await step.run("refused", () => {
        journal.note(event.data.subject, "try");
        throw new NonRetriableError("never");
      });
    },
  );

const caught: FunctionOf = (client, journal) =>
  client.createFunction({ id: "caught", retries: 0, triggers: [{ event: "test/caught" }] }, async ({ event, step }) => {
    const { subject } = event.data;
    const outcome = await step
      .run("broken", () => {
        throw new Error("broken");
      })
      .catch((error: Error) => `caught ${error.message}`);
    await step.run("go-on", () => journal.note(subject, "done", outcome));
  });

/** Steps: memoisation, joins, retries, failures. */
export const stepFunctions: FunctionsOf = (client, journal) =>
  [memo, join, retry, retryAfter, bodyRetry, fails, final, caught].map((make) => make(client, journal));
