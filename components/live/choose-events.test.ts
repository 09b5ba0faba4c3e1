import { expect, it } from "vitest";
import type { FeedEvent } from "@/lib/feed/schema";
import { chooseEvents } from "./choose-events";

const event = (id: number, topic: FeedEvent["topic"], overall?: string): FeedEvent => ({
  id,
  topic,
  event: `${topic}:update`,
  type: "x/y",
  at: "2026-03-01T12:00:00.000Z",
  data: { overall_status: overall },
});
const EVENTS = [
  event(6, "health", "critical"),
  event(5, "performance"),
  event(4, "health", "critical"),
  event(3, "alerts"),
  event(2, "health", "healthy"),
  event(1, "health", "healthy"),
];
const ids = (topic: string) => chooseEvents(EVENTS, topic).map(({ id }) => id);

it("shows as news what changed: no collections, and health only when it moved", () => {
  expect(ids("news")).toEqual([4, 3, 1]);
});

it("shows every event of a topic, or of all", () => {
  expect(ids("health")).toEqual([6, 4, 2, 1]);
  expect(ids("all")).toHaveLength(6);
  expect(ids("games")).toEqual([]);
});
