import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listUndecided } from "@/db/queries/occasions";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { MINUTE_MS } from "@/lib/kernel/time";
import { parseEnv } from "@/lib/server/env";
import { commandAlert } from "@/lib/server/services/alerts/command";
import { expireAcknowledgement, listExpired } from "@/lib/server/services/alerts/expire-acknowledgement";
import { type MailServer, startMailServer } from "./mail-server";
import { planOne } from "./plan-one";
import { clock, Scenario } from "./scenario";

let database: TestDatabase;
let mail: MailServer;

beforeAll(async () => {
  database = await testDatabase();
  mail = await startMailServer();
});
beforeEach(async () => {
  await database.reset();
  mail.arrived.length = 0;
});
afterAll(async () => {
  await mail.close();
  await database.close();
});

/** An outage raised at 09:00:16, and acknowledged at 09:10 for an hour. */
const taken = () =>
  new Scenario({ database, mail, variables: { EMAIL_TO: "ops@x.test" } })
    .at("09:00")
    .samplesUntil("09:00:16", 50)
    .at("09:10")
    .command({ command: "acknowledge", timeoutMs: 60 * MINUTE_MS });

describe("an acknowledgement with a time-out", () => {
  it("triggers the alert again when it passes, which is told, and begins its escalation anew", async () => {
    await taken()
      .expectAlert({ status: "acknowledged", acknowledgedUntil: clock("10:10"), escalatesAt: null })
      .at("10:09:59")
      .expectAlert({ status: "acknowledged", severity: "critical" })
      .at("10:10")
      .expectAlert({
        status: "triggered",
        acknowledgedBy: null,
        acknowledgedUntil: null,
        retriggers: 1,
        escalatesAt: clock("10:40"),
      })
      .look(({ timeline, notifications }) => {
        expect(timeline.find(({ kind }) => kind === "unacknowledged")?.message).toBe(
          "Acknowledgement timed out, triggered again: test had it, and it is not resolved",
        );
        const again = notifications.filter(({ occasion }) => occasion === "retriggered:1");
        expect(again.find(({ channel }) => channel === "email")).toMatchObject({ status: "delivered" });
      })
      .at("10:39:59")
      .expectAlert({ status: "triggered", escalationLevel: 0 })
      .at("10:40")
      .expectAlert({
        status: "escalated",
        severity: "emergency",
        escalationReason: "not acknowledged for 30 min",
      })
      .done();
    expect(mail.arrived).toHaveLength(3);
  });

  it("is over once the alert is resolved", async () => {
    await taken()
      .at("09:30")
      .command({ command: "resolve", notes: null })
      .at("12:00")
      .expectLast({ status: "resolved", retriggers: 0, acknowledgedUntil: null })
      .done();
  });

  it("does no harm when it runs twice, early or for an alert that is gone", async () => {
    const seen: string[] = [];
    const expire = (alertId: number) => async (ctx: Scenario["ctx"]) =>
      seen.push((await expireAcknowledgement(ctx, { alertId })).kind);
    await taken().does(expire(1)).at("10:10").does(expire(1)).does(expire(99)).expectAlert({ retriggers: 1 }).done();
    expect(seen).toEqual(["not-yet", "nothing-to-do", "nothing-to-do"]);
  });

  it("that a crash left behind is found by the sweep, and told by the one after", async () => {
    await taken().done();
    const late = database.context({ now: clock("10:30") });
    expect(await listExpired(late)).toEqual([1]);
    expect(await expireAcknowledgement(late, { alertId: 1 })).toEqual({ kind: "retriggered", count: 1 });
    expect(await listExpired(late)).toEqual([]);
    expect(await listUndecided(database.db, clock("10:32"))).toMatchObject([
      { alertId: 1, occasion: "retriggered:1", severity: "critical" },
    ]);
  });
});

describe("an acknowledgement without one", () => {
  it("whose event was lost is found once, though the alert has moved on since", async () => {
    const variables = { EMAIL_TO: "ops@x.test" };
    await new Scenario({ database, mail, variables }).at("09:00").samplesUntil("09:00:16", 50).done();
    const at = (time: string) => database.context({ now: clock(time) });
    const { version } = await commandAlert(at("09:10"), { alertId: 1, move: { command: "acknowledge" } });
    const lost = { alertId: 1, occasion: `acknowledged:${version}`, severity: "critical" } as const;
    expect(await listUndecided(database.db, clock("09:11:01"))).toMatchObject([lost]);
    await planOne(at("09:11:01"), lost, parseEnv(variables));
    await commandAlert(at("09:12"), { alertId: 1, move: { command: "comment", text: "on it" } });
    await commandAlert(at("09:13"), { alertId: 1, move: { command: "outcome", outcome: "useful" } });
    expect(await listUndecided(database.db, clock("09:15"))).toEqual([]);
  });

  it("is taken back by hand, and its escalation begins anew", async () => {
    await new Scenario({ database, mail, variables: { EMAIL_TO: "ops@x.test" } })
      .at("09:00")
      .samplesUntil("09:00:16", 50)
      .at("09:10")
      .command({ command: "acknowledge" })
      .at("11:00")
      .expectAlert({ status: "acknowledged", acknowledgedUntil: null })
      .command({ command: "retrigger", reason: "shift ends", isManual: true })
      .expectAlert({ status: "triggered", retriggers: 1, escalatesAt: clock("11:30") })
      .at("11:30")
      .expectAlert({ status: "escalated", escalationLevel: 1 })
      .look(({ timeline }) => {
        expect(timeline.map(({ message }) => message)).toContain(
          "Acknowledgement taken back by test, triggered again: shift ends",
        );
      })
      .done();
  });
});
