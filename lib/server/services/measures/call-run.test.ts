import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { MeasureSettings } from "@/lib/measures/schema";
import { commandAlert } from "@/lib/server/services/alerts/command";
import { Outage, SETTINGS } from "./outage-fixture";
import { undoRun } from "./undo-run";
import { wakeOverdueRuns } from "./wake-overdue";

let outage: Outage;
beforeAll(async () => {
  outage = await Outage.open();
});
beforeEach(() => outage.reset());
afterAll(() => outage.close());

describe("a call that fails", () => {
  const approved = () => outage.request({ needsApproval: false });

  it("is made again after 5 s, 15 s, 45 s, 2 min and 5 min, with the same key and text, then given up", async () => {
    outage.server.answer = (response) => response.writeHead(500).end("down");
    const { alertId, runId } = await approved();
    for (const wait of [5 * SECOND_MS, 15 * SECOND_MS, 45 * SECOND_MS, 2 * MINUTE_MS, 5 * MINUTE_MS]) {
      expect(await outage.call(runId)).toEqual({ kind: "again", at: addMs(outage.now, wait) });
      outage.pass(wait - 1);
      expect(await outage.call(runId)).toEqual({ kind: "again", at: addMs(outage.now, 1) });
      outage.pass(1);
    }
    expect(await outage.call(runId)).toEqual({ kind: "failed" });
    expect(await outage.call(runId)).toEqual({ kind: "nothing" });
    expect(outage.server.arrived).toHaveLength(6);
    expect(new Set(outage.server.arrived.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
    expect(new Set(outage.server.arrived.map(({ body }) => body)).size).toBe(1);
    expect((await outage.lines(alertId)).at(-1)).toBe(
      "Route cards to ECPay: failed: 500: down (given up after 6 attempts)",
    );
  });

  it("recovers when the platform does", async () => {
    outage.server.answer = (response) => response.destroy();
    const { runId } = await approved();
    await outage.call(runId);
    outage.server.answer = (response) => response.end("routed");
    outage.pass(5 * SECOND_MS);
    expect(await outage.call(runId)).toEqual({ kind: "done" });
    expect(await outage.run(runId)).toMatchObject({ status: "done", attempts: 2 });
  });

  it("waits as long as the platform asks", async () => {
    outage.server.answer = (response) => response.writeHead(429, { "Retry-After": "120" }).end();
    const { runId } = await approved();
    expect(await outage.call(runId)).toEqual({ kind: "again", at: addMs(outage.now, 120 * SECOND_MS) });
  });

  it("is over at once when the platform refuses it", async () => {
    outage.server.answer = (response) => response.writeHead(403).end("no");
    const { runId } = await approved();
    expect(await outage.call(runId)).toEqual({ kind: "failed" });
    expect((await outage.run(runId))?.response).toBe("403: no (the platform refused it)");
  });

  it("is not made again once the alert is resolved", async () => {
    outage.server.answer = (response) => response.writeHead(500).end();
    const { alertId, runId } = await approved();
    await outage.call(runId);
    await commandAlert(outage.as("bo"), { alertId, move: { command: "resolve", notes: null } });
    outage.pass(5 * SECOND_MS);
    expect(await outage.call(runId)).toEqual({ kind: "failed" });
    expect(outage.server.arrived).toHaveLength(1);
  });

  it("names the variable where there is no secret, and where the address is private", async () => {
    const { runId } = await approved();
    await outage.call(runId, { WEBHOOK_SECRET: undefined, WEBHOOK_ALLOW_PRIVATE: true });
    expect((await outage.run(runId))?.response).toContain("set WEBHOOK_SECRET");
    await outage.database.reset();
    const second = await approved();
    await outage.call(second.runId, { ...SETTINGS, WEBHOOK_ALLOW_PRIVATE: false });
    expect((await outage.run(second.runId))?.response).toContain("WEBHOOK_ALLOW_PRIVATE=1");
    expect(outage.server.arrived).toEqual([]);
  });

  it("is asked for anew when nobody made its attempt in time", async () => {
    const { runId } = await approved();
    expect(await wakeOverdueRuns(outage.house())).toEqual([]);
    outage.pass(3 * MINUTE_MS);
    expect(await wakeOverdueRuns(outage.house())).toEqual([runId]);
  });
});

describe("an undo", () => {
  async function aDoneRun(settings: Partial<MeasureSettings> = {}) {
    const made = await outage.request({ needsApproval: false, ...settings });
    await outage.call(made.runId);
    return made;
  }

  it("is a call of its own to the undo address, after the alert's end too", async () => {
    const { alertId, runId } = await aDoneRun();
    await commandAlert(outage.as("bo"), { alertId, move: { command: "resolve", notes: null } });
    const undo = await undoRun(outage.as("bo"), { runId });
    expect(await outage.call(undo.id)).toEqual({ kind: "done" });
    expect(outage.server.arrived.map(({ path }) => path)).toEqual(["/route", "/undo"]);
    expect(JSON.parse(outage.server.arrived[1]?.body ?? "")).toMatchObject({ action: "undo", run_id: undo.id });
    expect(await outage.run(runId)).toMatchObject({ status: "undone" });
    expect((await outage.lines(alertId)).slice(-2)).toEqual([
      "Undo of Route cards to ECPay: asked for by bo",
      "Undo of Route cards to ECPay: done, the platform answered 200: routed",
    ]);
    await expect(undoRun(outage.as("bo"), { runId })).rejects.toMatchObject({ code: "conflict" });
  });

  it("that failed can be asked for again", async () => {
    const { runId } = await aDoneRun();
    outage.server.answer = (response) => response.writeHead(404).end();
    const undo = await undoRun(outage.as("bo"), { runId });
    await expect(undoRun(outage.as("bo"), { runId })).rejects.toMatchObject({ code: "conflict" });
    expect(await outage.call(undo.id)).toEqual({ kind: "failed" });
    outage.server.answer = (response) => response.end("back");
    expect((await undoRun(outage.as("bo"), { runId })).id).toBe(undo.id);
    expect(await outage.call(undo.id)).toEqual({ kind: "done" });
    expect(await outage.run(runId)).toMatchObject({ status: "undone" });
  });

  it("is refused where nothing was done, or no address is known", async () => {
    const waiting = await outage.request();
    await expect(undoRun(outage.as("bo"), { runId: waiting.runId })).rejects.toMatchObject({ code: "conflict" });
    await outage.database.reset();
    const { runId } = await aDoneRun({ undoUrl: null });
    await expect(undoRun(outage.as("bo"), { runId })).rejects.toMatchObject({
      code: "conflict",
      message: "Route cards to ECPay has no undo address: take it back on the platform by hand.",
    });
  });
});
