import { describe, expect, it } from "vitest";
import { BackgroundStream, type Locks } from "./background";

/** The locks of one browser, which Node does not have: one holder at a time, given up when its promise ends. */
function handLocks(): Locks {
  let isHeld = false;
  const request = async (name: string, _: LockOptions, work: (lock: Lock | null) => unknown) => {
    if (isHeld) return work(null);
    isHeld = true;
    await work({ name, mode: "exclusive" });
    isHeld = false;
  };
  return { request: request as Locks["request"] };
}

function tab(locks?: Locks) {
  const stream = {
    isOpen: true,
    rest() {
      stream.isOpen = false;
    },
    wake() {
      stream.isOpen = true;
    },
  };
  return { stream, background: new BackgroundStream(stream, locks) };
}
/** Until what was promised so far has come about. */
const settled = () => new Promise(setImmediate);

describe("tabs nobody looks at", () => {
  it("one of them keeps its stream, the others rest until they are looked at", async () => {
    const locks = handLocks();
    const [first, second, third] = [tab(locks), tab(locks), tab(locks)];
    for (const { background } of [first, second, third]) background.hide();
    await settled();
    expect([first, second, third].map(({ stream }) => stream.isOpen)).toEqual([true, false, false]);
    second.background.show();
    expect(second.stream.isOpen).toBe(true);
  });

  it("the place is free again when its tab is looked at, or closed", async () => {
    const locks = handLocks();
    const [first, second, third] = [tab(locks), tab(locks), tab(locks)];
    first.background.hide();
    await settled();
    first.background.show();
    await settled();
    second.background.hide();
    await settled();
    expect(second.stream.isOpen).toBe(true);
    second.background.end();
    await settled();
    third.background.hide();
    await settled();
    expect(third.stream.isOpen).toBe(true);
  });

  it("a tab that is shown before it got an answer does not rest", async () => {
    const locks = handLocks();
    tab(locks).background.hide();
    const late = tab(locks);
    late.background.hide();
    late.background.show();
    await settled();
    expect(late.stream.isOpen).toBe(true);
  });

  it("all keep theirs where the browser has no locks", async () => {
    const { stream, background } = tab();
    background.hide();
    await settled();
    expect(stream.isOpen).toBe(true);
  });
});
