import { describe, expect, it } from "vitest";
import { FeedHistory } from "./history";
import type { FeedEvent } from "./schema";
import { eventFrame, farewellFrame, parseLastEventId, resetFrame } from "./stream";

const at = new Date("2026-03-01T12:00:00Z");
const event = (id: number): FeedEvent => ({
  id,
  topic: "alerts",
  event: "alert:new",
  type: "alert/triggered",
  at: at.toISOString(),
  severity: "critical",
  data: { text: "two\nlines" },
});

describe("frames", () => {
  it("an event is id, name and one line of data", () => {
    expect(eventFrame(event(7))).toBe(
      'id: 7\nevent: alert:new\ndata: {"id":7,"topic":"alerts","type":"alert/triggered","at":"2026-03-01T12:00:00.000Z",' +
        '"severity":"critical","data":{"text":"two\\nlines"}}\n\n',
    );
  });

  it("farewell and reset carry the number to go on from", () => {
    expect(farewellFrame({ lastId: 7, at })).toMatch(/^id: 7\nevent: farewell\ndata: {.*"type":"feed\/closed".*}\n\n$/);
    expect(resetFrame({ lastId: 9, missedFrom: 2, at })).toMatch(
      /^id: 9\nevent: reset\ndata: .*"missed_after":2.*\n\n$/,
    );
  });

  it.each([
    ["42", 42],
    ["0", 0],
    [null, null],
    ["", null],
    ["-1", null],
    ["1.5", null],
    ["99999999999999999", null],
  ])("Last-Event-ID %j is %j", (text, id) => {
    expect(parseLastEventId(text)).toBe(id);
  });
});

describe("the history in memory", () => {
  const ids = (events: FeedEvent[] | null) => events?.map(({ id }) => id) ?? null;

  it("gives what came after a number, though numbers are missing", () => {
    const history = new FeedHistory({ size: 10, lastId: 5 });
    history.append([event(6), event(9), event(10)]);
    expect(ids(history.after(5))).toEqual([6, 9, 10]);
    expect(ids(history.after(7))).toEqual([9, 10]);
    expect(ids(history.after(10))).toEqual([]);
    expect(history.lastId).toBe(10);
  });

  it("admits what it does not know", () => {
    const history = new FeedHistory({ size: 10, lastId: 5 });
    expect(history.after(4)).toBeNull();
    expect(history.after(5)).toEqual([]);
  });

  it("keeps the newest only, and knows from where on", () => {
    const history = new FeedHistory({ size: 2, lastId: 0 });
    history.append([event(1), event(2)]);
    history.append([event(4), event(8)]);
    expect(ids(history.after(2))).toEqual([4, 8]);
    expect(history.after(1)).toBeNull();
    expect(history.completeAfter).toBe(2);
  });

  it("takes nothing without complaint", () => {
    const history = new FeedHistory({ size: 2, lastId: 3 });
    history.append([]);
    expect(history.lastId).toBe(3);
  });
});
