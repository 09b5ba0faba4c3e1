import { expect, it } from "vitest";
import { EmbeddedEngine } from "./engine";
import { onEveryEngine } from "./on-every-engine";
import { waitFunctions } from "./wait-functions";

onEveryEngine(waitFunctions, (engine) => {
  it("sleeps for a time and until an instant, and not at all for one that is past", async () => {
    await engine().send("test/sleeps", { subject: "sleeps" });
    await engine().until("sleeps", "end");
    expect(engine().journal.whats("sleeps")).toEqual(["begin", "middle", "end"]);
    if (!(engine() instanceof EmbeddedEngine)) return;
    const [begin, middle, end] = engine()
      .journal.of("sleeps")
      .map(({ at }) => at.getTime());
    expect([Number(middle) - Number(begin), Number(end) - Number(begin)]).toEqual([1_000, 3_000]);
  });

  it("goes on with the event it waited for, and not with one about another subject", async () => {
    await engine().send("test/waits", { subject: "answered" });
    await engine().until("answered", "begin");
    await engine().pass(1_000);
    await engine().send("test/answer", { subject: "someone else", word: "no" });
    await engine().send("test/answer", { subject: "answered", word: "yes" });
    await engine().until("answered", "answered");
    expect(engine().journal.valueOf("answered", "answered")).toEqual({ subject: "answered", word: "yes" });
  });

  it("goes on with null when nothing came in time, once, though the event comes later", async () => {
    await engine().send("test/waits", { subject: "late" });
    await engine().until("late", "timed-out");
    await engine().send("test/answer", { subject: "late" });
    await engine().pass(2_000);
    expect(engine().journal.whats("late")).toEqual(["begin", "timed-out"]);
  });

  it("waits for somebody until an instant, and goes on then", async () => {
    await engine().send("test/climbs", { subject: "nobody" });
    await engine().until("nobody", "climbed");
    if (!(engine() instanceof EmbeddedEngine)) return;
    const [begin, climbed] = engine()
      .journal.of("nobody")
      .map(({ at }) => at.getTime());
    expect(Number(climbed) - Number(begin)).toBe(4_000);
  });

  it("ends with who came, and without a word when it is over, while it waits", async () => {
    await engine().send("test/climbs", { subject: "taken" });
    await engine().send("test/climbs", { subject: "over" });
    await engine().until("taken", "begin");
    await engine().until("over", "begin");
    await engine().pass(1_000);
    await engine().send("test/taken", { subject: "taken" });
    await engine().send("test/over", { subject: "over" });
    await engine().until("taken", "taken");
    await engine().pass(6_000);
    expect(engine().journal.whats("taken")).toEqual(["begin", "taken"]);
    expect(engine().journal.whats("over")).toEqual(["begin"]);
  });

  it("waits for two events at once", async () => {
    await engine().send("test/both-waits", { subject: "both" });
    await engine().pass(1_000);
    await engine().send("test/right", { subject: "both" });
    await engine().until("both", "end");
    expect(engine().journal.valueOf("both", "end")).toEqual([null, "test/right"]);
  });

  it("cancels the run the event is about, between its steps", async () => {
    await engine().send("test/cancelled", { subject: "cancelled", order: 1 });
    await engine().send("test/cancelled", { subject: "kept", order: 2 });
    await engine().until("cancelled", "begin");
    await engine().until("kept", "begin");
    await engine().send("test/cancel", { order: 1 });
    await engine().until("kept", "end");
    expect(engine().journal.whats("cancelled")).toEqual(["begin"]);
  });

  it("keeps a run when the attribute to match is missing in it and in the cancelling event", async () => {
    await engine().send("test/cancelled", { subject: "no order" });
    await engine().until("no order", "begin");
    await engine().send("test/cancel", { reason: "of another kind" });
    await engine().until("no order", "end");
    expect(engine().journal.whats("no order")).toEqual(["begin", "end"]);
  });

  it("hears the events another function sends, those its condition names", async () => {
    await engine().send("test/sender", { subject: "told" });
    await engine().until("told", "heard");
    await engine().pass(1_000);
    expect(engine().journal.whats("told").sort()).toEqual(["heard", "sent"]);
    expect(engine().journal.valueOf("told", "heard")).toBe(2);
  });

  it("invokes another function for its result, and can catch its failure", async () => {
    await engine().send("test/invoker", { subject: "invoker" });
    await engine().until("invoker", "end");
    expect(engine().journal.valueOf("invoker", "end")).toMatchObject({
      good: { doubled: 42 },
      bad: "caught child broke",
    });
  });
});
