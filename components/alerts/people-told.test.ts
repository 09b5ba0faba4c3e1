import { expect, it } from "vitest";
import type { NotificationWire } from "@/lib/notifications/wire";
import { peopleTold } from "./people-told";

let id = 0;
const decision = (given: Partial<NotificationWire>): NotificationWire => {
  id += 1;
  return {
    id,
    occasion: "triggered",
    channel: "email",
    recipient: "account:1",
    name: "Mara",
    severity: "critical",
    status: "delivered",
    reason: "critical is routed to email",
    attempts: 1,
    next_attempt_at: null,
    delivered_at: "2026-03-01T12:00:05.000Z",
    receipt: "250 ok",
    last_error: null,
    created_at: "2026-03-01T12:00:01.000Z",
    ...given,
  };
};

it("puts who was reached first, then who is about to be, then who was not told", () => {
  const told = peopleTold([
    decision({
      recipient: "account:3",
      name: "Ines",
      status: "skipped",
      reason: "has no rule for payments",
      delivered_at: null,
    }),
    decision({ recipient: "account:2", name: "Jonas", status: "held", reason: "quiet hours until 07:00" }),
    decision({}),
  ]);
  expect(told.map(({ name }) => name)).toEqual(["Mara", "Jonas", "Ines"]);
  expect(told[2]?.decisions).toMatchObject([{ word: "Not told", why: "has no rule for payments", kind: "other" }]);
});

it("gathers all decisions about one person, and names a channel that is its own recipient", () => {
  const told = peopleTold([
    decision({}),
    decision({ channel: "sms", status: "skipped", reason: "sms is not configured" }),
    decision({ channel: "log", recipient: "channel", name: "channel" }),
  ]);
  expect(told.map(({ name, role, decisions }) => [name, role, decisions.length])).toEqual([
    ["Mara", "Account", 2],
    ["Log", "Channel", 1],
  ]);
});

it("leaves out ends that were not told, which say nothing of the alert itself", () => {
  const skipped = { status: "skipped", reason: "has SMS switched off", delivered_at: null } as const;
  const told = peopleTold([
    decision(skipped),
    decision({ ...skipped, occasion: "acknowledged:4" }),
    decision({ ...skipped, occasion: "resolved" }),
    decision({ occasion: "resolved", channel: "slack" }),
  ]);
  expect(told[0]?.decisions.map(({ word }) => word)).toEqual(["Not told", "Delivered (resolved)"]);
});

it("tells a first attempt that is due from one that is tried again, and both from a failure", () => {
  const due = { next_attempt_at: "2026-03-01T12:01:00.000Z" };
  const words = peopleTold([
    decision({ recipient: "a", status: "queued", ...due }),
    decision({ recipient: "b", status: "sending", last_error: "450 try later", ...due }),
    decision({ recipient: "c", status: "failed", last_error: "550 no such box", occasion: "escalated:1" }),
  ]).flatMap(({ decisions }) => decisions.map(({ word, why }) => `${word} | ${why}`));
  expect(words).toEqual([
    "Not yet: due | null",
    "Trying again | 450 try later",
    "Failed (escalated 1) | 550 no such box",
  ]);
});
