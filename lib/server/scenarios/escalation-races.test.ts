import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { CustomAlertBody } from "@/lib/alerts/custom";
import { PolicyBody } from "@/lib/escalation/body";
import { AppError } from "@/lib/kernel/errors";
import { raiseCustom } from "@/lib/server/services/alerts/raise-custom";
import { advanceEscalation } from "@/lib/server/services/escalation/advance";
import { orderPolicies } from "@/lib/server/services/escalation/order-policies";
import { readPolicies } from "@/lib/server/services/escalation/read-policies";
import { changePolicy, createPolicy } from "@/lib/server/services/escalation/save-policy";
import { clock, DAY } from "./scenario";

const step = (after: number) => ({ after_minutes: after, targets: [{ kind: "everyone" }] });
const body = (name: string, changes: Record<string, unknown> = {}) =>
  PolicyBody.parse({ name, steps: [step(0), step(8)], ...changes });

describe.each(["postgres", "embedded"] as const)("on the %s database", (engine) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase({ engine, max: 6 });
    await database.ensurePartitions({ from: DAY, to: clock("24:00") });
  }, 60_000);
  beforeEach(() => database.reset());
  afterAll(() => database.close());

  it("of six who change one version of a policy one wins, and the others hear which it is now", async () => {
    const ctx = database.context();
    const { id } = await createPolicy(ctx, body("Payments"));
    const names = ["A", "B", "C", "D", "E", "F"];
    const answers = await Promise.allSettled(
      names.map((name) => changePolicy(ctx, { id: id ?? 0, body: body(name, { version: 1 }) })),
    );
    const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
    expect(refused).toHaveLength(5);
    for (const error of refused) {
      expect(error instanceof AppError && [error.code, error.details?.version]).toEqual(["conflict", 2]);
    }
    const audited = await database.db.select().from(auditEvents);
    expect(audited.map(({ action }) => action).sort()).toEqual([
      "escalation_policy/changed",
      "escalation_policy/created",
    ]);
  });

  it("policies that are made at once get places of their own, and one of two with a name is refused", async () => {
    const ctx = database.context();
    const names = ["A", "B", "C", "C"];
    const answers = await Promise.allSettled(names.map((name) => createPolicy(ctx, body(name))));
    expect(answers.filter(({ status }) => status === "rejected")).toHaveLength(1);
    const made = (await readPolicies(ctx)).flatMap(({ id }) => id ?? []);
    expect(made).toHaveLength(3);
    const reversed = [...made].reverse();
    const ordered = await orderPolicies(ctx, { ids: reversed });
    expect(ordered.map(({ id, position }) => [id, position])).toEqual([
      ...reversed.map((id, index) => [id, index + 1]),
      [null, null],
    ]);
  });

  it("a step that two runs take at once is taken once", async () => {
    const at = (time: string) => database.context({ now: clock(time) });
    await createPolicy(at("09:00"), body("Payments"));
    const report = { type: "system_down", severity: "critical", message: "no answer" };
    const { id } = await raiseCustom(at("09:00"), CustomAlertBody.parse(report));
    const runs = await Promise.all([1, 2, 3, 4].map(() => advanceEscalation(at("09:08"), { alertId: id })));
    expect(runs.map(({ kind }) => kind).sort()).toEqual([
      "escalated",
      "nothing-to-do",
      "nothing-to-do",
      "nothing-to-do",
    ]);
  });
});
