import { describe, expect, it } from "vitest";
import { type Claimable, chooseJobs, hasWorker } from "./choose-jobs";

const job = (id: string, given: Partial<Claimable> = {}): Claimable => ({
  id,
  priority: 0,
  concurrencyKeys: [],
  ...given,
});
const ids = (jobs: Claimable[]) => jobs.map(({ id }) => id);
const choose = (due: Claimable[], running: Claimable[] = [], limit = 1) =>
  ids(chooseJobs(due, { workers: 4, running, limitOf: () => limit }));

describe("choosing among due jobs", () => {
  it("keeps one worker for those with a priority, however many others wait", () => {
    expect(choose(["a", "b", "c", "d", "e"].map((id) => job(id)))).toEqual(["a", "b", "c"]);
    expect(choose([job("a"), job("b"), job("c"), job("d"), job("tick", { priority: 600 })])).toEqual([
      "a",
      "b",
      "c",
      "tick",
    ]);
  });

  it("fills every worker when all jobs have a priority", () => {
    expect(choose(["a", "b", "c", "d", "e"].map((id) => job(id, { priority: 600 })))).toHaveLength(4);
  });

  it("starts nothing while every worker is busy", () => {
    const running = ["a", "b", "c"].map((id) => job(id));
    expect(choose([job("next")], running)).toEqual([]);
    expect(hasWorker({ priority: 0 }, running, 4)).toBe(false);
    expect(hasWorker({ priority: 1 }, running, 4)).toBe(true);
  });

  it("lets a job whose key is taken wait, and the next one pass", () => {
    const mail = { concurrencyKeys: ["deliver/email"] };
    const running = [job("running", mail)];
    expect(choose([job("second", mail), job("other", { concurrencyKeys: ["deliver/slack"] })], running)).toEqual([
      "other",
    ]);
    expect(choose([job("second", mail), job("third", mail)], running, 2)).toEqual(["second"]);
  });

  it("holds a job until every one of its keys has room", () => {
    const running = [job("running", { concurrencyKeys: ["all"] })];
    expect(choose([job("both", { concurrencyKeys: ["one", "all"] })], running)).toEqual([]);
  });
});
