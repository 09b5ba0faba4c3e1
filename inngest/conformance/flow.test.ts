import { expect, it } from "vitest";
import { flowFunctions } from "./flow-functions";
import { onEveryEngine } from "./on-every-engine";

onEveryEngine(flowFunctions, (engine) => {
  it("runs one step of a concurrency key at a time", async () => {
    for (let index = 0; index < 6; index += 1) {
      await engine().send("test/one-by-key", { subject: "keyed", channel: index % 2 === 0 ? "email" : "slack" });
    }
    while (engine().journal.whats("keyed").length < 6) await engine().pass(1_000);
    expect(engine().journal.whats("keyed").sort()).toEqual([
      ...Array.from({ length: 3 }, () => "done email"),
      ...Array.from({ length: 3 }, () => "done slack"),
    ]);
  });

  it("runs different keys side by side", async () => {
    await engine().send("test/pair", { subject: "pair", side: "left" });
    await engine().send("test/pair", { subject: "pair", side: "right" });
    await engine().until("pair", "met left");
    await engine().until("pair", "met right");
  });

  it("runs an idempotent function once for a key, and again for another", async () => {
    await engine().send("test/once", { subject: "once", order: "A" });
    await engine().send("test/once", { subject: "once", order: "A" });
    await engine().send("test/once", { subject: "once", order: "B" });
    while (engine().journal.count("once", "worked") < 2) await engine().pass(1_000);
    await engine().pass(1_000);
    expect(
      engine()
        .journal.of("once")
        .map(({ value }) => value)
        .sort(),
    ).toEqual(["A", "B"]);
  });
});
