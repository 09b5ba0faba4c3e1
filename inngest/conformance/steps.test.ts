import { expect, it } from "vitest";
import { EmbeddedEngine, type EngineUnderTest } from "./engine";
import { onEveryEngine } from "./on-every-engine";
import { stepFunctions } from "./step-functions";

/** Milliseconds between a subject's entries of one kind. */
function gaps(engine: EngineUnderTest, subject: string, what: string): number[] {
  const at = engine.journal
    .of(subject)
    .filter((entry) => entry.what === what)
    .map((entry) => entry.at.getTime());
  return at.slice(1).map((each, index) => each - (at[index] ?? 0));
}

onEveryEngine(stepFunctions, (engine) => {
  it("runs each step once and hands its result to every later entry of the function", async () => {
    await engine().send("test/memo", { subject: "memo" });
    await engine().until("memo", "result");
    expect(
      engine()
        .journal.whats("memo")
        .filter((what) => what !== "entered"),
    ).toEqual(["first", "second", "result"]);
    expect(engine().journal.valueOf("memo", "result")).toBe(42);
    expect(engine().journal.count("memo", "entered")).toBeGreaterThan(1);
  });

  it("joins parallel steps and a sleep, each run once, in the order they were written", async () => {
    await engine().send("test/join", { subject: "join" });
    await engine().until("join", "joined");
    expect(engine().journal.whats("join").sort()).toEqual(["a", "b", "c", "joined"]);
    expect(engine().journal.valueOf("join", "joined")).toEqual([null, "b", null, { deep: ["c"] }]);
  });

  it("retries a failing step with back-off, without the steps before it", async () => {
    await engine().send("test/retry", { subject: "retry" });
    await engine().until("retry", "done");
    expect(engine().journal.whats("retry")).toEqual(["sound", "try", "try", "try", "done"]);
    expect(engine().journal.valueOf("retry", "done")).toBe(2);
    if (engine() instanceof EmbeddedEngine) expect(gaps(engine(), "retry", "try")).toEqual([10_000, 30_000]);
  });

  it.each(["retry-after", "body-retry"])("comes back when the error says so (%s)", async (name) => {
    await engine().send(`test/${name}`, { subject: name });
    await engine().until(name, "done");
    const [gap] = gaps(engine(), name, "try");
    expect(engine().journal.count(name, "try")).toBe(2);
    if (engine() instanceof EmbeddedEngine) expect(gap).toBe(name === "retry-after" ? 3_000 : 2_000);
    else expect(gap).toBeGreaterThan(1_000);
  });

  it("tells the failure handler, once, when every attempt failed", async () => {
    await engine().send("test/fails", { subject: "fails" });
    await engine().until("fails", "failure");
    expect(engine().journal.whats("fails")).toEqual(["try", "try", "failure"]);
    expect(engine().journal.valueOf("fails", "failure")).toMatchObject({
      message: "always",
      fn: expect.stringMatching(/-fails$/),
    });
  });

  it("does not retry an error that is final", async () => {
    await engine().send("test/final", { subject: "final" });
    await engine().until("final", "failure");
    expect(engine().journal.whats("final")).toEqual(["try", "failure"]);
    expect(engine().journal.valueOf("final", "failure")).toBe("never");
  });

  it("lets a function catch a step that failed for good", async () => {
    await engine().send("test/caught", { subject: "caught" });
    await engine().until("caught", "done");
    expect(engine().journal.valueOf("caught", "done")).toBe("caught broken");
  });

  it("starts one run for an event that is sent twice", async () => {
    await engine().send("test/memo", { subject: "twice" }, "event-sent-twice");
    await engine().until("twice", "result");
    await engine().send("test/memo", { subject: "twice" }, "event-sent-twice");
    await engine().pass(1_000);
    expect(engine().journal.count("twice", "first")).toBe(1);
  });
});
