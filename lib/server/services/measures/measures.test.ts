import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findAlert } from "@/db/queries/alerts";
import { listRuns } from "@/db/queries/measures";
import { alertRules, alerts, auditEvents, feedEvents } from "@/db/schema";
import type { Actor } from "@/lib/access/schema";
import { commandAlert } from "@/lib/server/services/alerts/command";
import { approveRun, declineRun } from "./decide-run";
import { Outage } from "./outage-fixture";
import { removeMeasure } from "./remove";
import { requestRun } from "./request-run";
import { changeMeasure, createMeasure } from "./save";

let outage: Outage;
beforeAll(async () => {
  outage = await Outage.open();
});
beforeEach(() => outage.reset());
afterAll(() => outage.close());

describe("a measure that needs approval", () => {
  it("waits, is approved by a second admin, is called, and is told of", async () => {
    const { alertId, runId } = await outage.request();
    expect(await outage.events()).toEqual([]);
    expect(await outage.call(runId)).toEqual({ kind: "nothing" });
    expect(outage.server.arrived).toEqual([]);
    await approveRun(outage.as("bo"), { runId, version: (await outage.run(runId))?.version });
    expect(await outage.events()).toEqual(["measure/requested"]);
    expect(await outage.call(runId)).toEqual({ kind: "done" });
    expect(await outage.run(runId)).toMatchObject({
      status: "done",
      decidedBy: "bo@x.test",
      attempts: 1,
      response: "200: routed",
    });
    expect(await outage.lines(alertId)).toEqual([
      "Route cards to ECPay: waits for an admin's approval",
      "Route cards to ECPay: approved by bo",
      "Route cards to ECPay: done, the platform answered 200: routed",
    ]);
    const [arrived] = outage.server.arrived;
    expect(arrived?.path).toBe("/route");
    expect(JSON.parse(arrived?.body ?? "")).toMatchObject({ action: "run", run_id: runId, alert: { id: alertId } });
    const audited = await outage.database.db.select().from(auditEvents).orderBy(asc(auditEvents.id));
    expect(audited.map(({ action, actor }) => `${action} ${actor}`)).toEqual([
      "measure/created ada",
      "measure-run/requested test",
      "measure-run/approved bo",
      "measure-run/done test",
    ]);
    const told = await outage.database.db.select().from(feedEvents);
    expect(told.filter(({ type }) => type === "alert/measure")).toHaveLength(3);
  });

  it("is not approved by who changed it last, then or meanwhile", async () => {
    const { measure, runId } = await outage.request();
    await expect(approveRun(outage.as("ada"), { runId })).rejects.toMatchObject({ code: "forbidden" });
    const { id: _id, ...settings } = measure;
    await changeMeasure(outage.as("bo"), { id: measure.id, settings, version: measure.version });
    await expect(approveRun(outage.as("ada"), { runId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(approveRun(outage.as("bo"), { runId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(approveRun(outage.as("cy"), { runId })).resolves.toMatchObject({ status: "approved" });
  });

  it("is not approved by who escalated the alert by hand, nor by his token", async () => {
    const { alertId } = await outage.raise({ occasion: "escalated" });
    const move = { command: "escalate", reason: "players complain", isManual: true } as const;
    await commandAlert(outage.as("bo"), { alertId, move });
    const requested = await requestRun(outage.house(), { alertId, occasion: "escalated" });
    const runId = requested.kind === "requested" ? requested.runId : 0;
    const account = { id: 1, email: "bo@x.test", role: "admin" } as const;
    const token: Actor = { kind: "token", id: 3, name: "deploy", scope: "admin", account };
    await expect(approveRun(outage.as("bo"), { runId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      approveRun(outage.database.context({ now: () => outage.now, actor: token }), { runId }),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(approveRun(outage.as("cy"), { runId })).resolves.toMatchObject({ status: "approved" });
  });

  it("may be declined by anybody who may approve, and is then over", async () => {
    const { alertId, runId } = await outage.request();
    await declineRun(outage.as("ada"), { runId });
    await expect(approveRun(outage.as("bo"), { runId })).rejects.toMatchObject({
      code: "conflict",
      details: { status: "declined" },
    });
    expect(await outage.lines(alertId)).toContain("Route cards to ECPay: declined by ada");
  });

  it("of two decisions on what was looked at, one wins", async () => {
    const { runId } = await outage.request();
    const version = (await outage.run(runId))?.version;
    await approveRun(outage.as("bo"), { runId, version });
    await expect(declineRun(outage.as("cy"), { runId, version })).rejects.toMatchObject({ code: "conflict" });
  });

  it("is refused once the alert is resolved", async () => {
    const { alertId, runId } = await outage.request();
    await commandAlert(outage.as("bo"), { alertId, move: { command: "resolve", notes: null } });
    await expect(approveRun(outage.as("bo"), { runId })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a measure", () => {
  it("asked for twice is called once", async () => {
    const { alertId } = await outage.raise({ needsApproval: false });
    await requestRun(outage.house(), { alertId, occasion: "triggered" });
    expect(await requestRun(outage.house(), { alertId, occasion: "triggered" })).toEqual({
      kind: "none",
      because: "it was asked for before",
    });
    expect(await listRuns(outage.database.db, outage.house().scope, alertId)).toHaveLength(1);
    expect(await outage.events()).toEqual(["measure/requested"]);
  });

  it("in a dry run sends nothing and keeps what would be sent", async () => {
    const { alertId, runId } = await outage.request({ isDryRun: true });
    expect(await outage.call(runId)).toEqual({ kind: "nothing" });
    expect(outage.server.arrived).toEqual([]);
    const kept = await outage.run(runId);
    expect(kept).toMatchObject({ status: "dry_run" });
    expect(JSON.parse(kept?.request.body ?? "")).toMatchObject({ dry_run: true, alert: { id: alertId } });
    expect(await outage.lines(alertId)).toEqual(["Route cards to ECPay: dry run, nothing was sent"]);
  });

  it("is not deleted while a rule names it", async () => {
    const { measure } = await outage.raise();
    await expect(removeMeasure(outage.as("ada"), { id: measure.id })).rejects.toMatchObject({
      code: "conflict",
      details: { rules: ["payment_outage"] },
    });
    await outage.database.db.update(alertRules).set({ measureId: null });
    await removeMeasure(outage.as("ada"), { id: measure.id });
    const [last] = (await outage.database.db.select().from(auditEvents)).slice(-1);
    expect(last).toMatchObject({ action: "measure/deleted", details: { before: { name: "Route cards to ECPay" } } });
  });

  it("has a name of its own", async () => {
    const { measure } = await outage.raise();
    const { id: _id, ...settings } = measure;
    await expect(createMeasure(outage.as("bo"), settings)).rejects.toMatchObject({ code: "conflict", field: "name" });
  });
});

describe("an alert's measures", () => {
  it("leave its version alone, so that no command of a person conflicts", async () => {
    const { alertId, runId } = await outage.request({ needsApproval: false });
    await outage.call(runId);
    expect((await findAlert(outage.database.db, outage.house().scope, alertId))?.version).toBe(1);
    expect(await outage.database.db.select().from(alerts).where(eq(alerts.id, alertId))).toHaveLength(1);
  });
});
