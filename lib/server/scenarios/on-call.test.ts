import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, escalationPolicies, rotationOverrides, rotations } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import type { EscalationStep } from "@/lib/escalation/schema";
import { MINUTE_MS } from "@/lib/kernel/time";
import { type MailServer, startMailServer } from "./mail-server";
import { clock, Scenario } from "./scenario";

let database: TestDatabase;
let mail: MailServer;

/** Ana and Ben take turns of a day at 09:05 in Malta, which is 08:05 UTC; Carl is second. */
beforeAll(async () => {
  database = await testDatabase();
  mail = await startMailServer();
});
beforeEach(async () => {
  await database.reset();
  mail.arrived.length = 0;
  mail.answer = { kind: "take" };
  const people = ["ana", "ben", "carl"].map((name) => ({ email: `${name}@x.test`, name, role: "operator" }));
  await database.db.insert(accounts).values(people);
  const layer = { turnHours: 24, startsOn: "2026-11-19", handOffAt: "10:05", hours: null };
  await database.db.insert(rotations).values({
    name: "Payments",
    zone: "Europe/Malta",
    layers: [
      { ...layer, name: "First", people: [1, 2] },
      { ...layer, name: "Second", people: [3] },
    ],
  });
  const step = (minutes: number, layerName?: string): EscalationStep => ({
    afterMs: minutes * MINUTE_MS,
    targets: [{ kind: "rotation", rotationId: 1, ...(layerName === undefined ? {} : { layer: layerName }) }],
    raisesSeverity: false,
    businessHours: null,
  });
  await database.db.insert(escalationPolicies).values({
    name: "Night",
    severities: ["critical"],
    steps: [step(0), step(8), step(15, "Second")],
    position: 1,
  });
});
afterAll(async () => {
  await mail.close();
  await database.close();
});

const outage = () => new Scenario({ database, mail, variables: {} }).at("09:00").samplesUntil("09:00:16", 50);
const told = () => mail.arrived.map(({ to }) => to);

describe("a policy that calls a rotation", () => {
  it("tells who is on call at each step's own instant, through a hand-off, then the second layer", async () => {
    await outage()
      .does(async () => expect(told()).toEqual(["ana@x.test"]))
      .at("09:08:20")
      .does(async () => expect(told()).toEqual(["ana@x.test", "ben@x.test"]))
      .at("09:16")
      .does(async () => expect(told()).toEqual(["ana@x.test", "ben@x.test", "carl@x.test"]))
      .done();
  });

  it("tells who overrides it, and says why in the decision", async () => {
    await database.db.insert(rotationOverrides).values({
      rotationId: 1,
      accountId: 3,
      startsAt: clock("08:30"),
      endsAt: clock("10:00"),
      createdBy: "carl@x.test",
    });
    await outage()
      .look(({ notifications }) => {
        const sent = notifications.find(({ recipient }) => recipient === "account:3");
        expect(sent).toMatchObject({ status: "delivered" });
        expect(JSON.stringify(sent?.decision)).toContain("on call for Payments");
      })
      .done();
    expect(told()).toEqual(["carl@x.test"]);
  });
});
