import "server-only";
import { asc } from "drizzle-orm";
import { listTimeline } from "@/db/queries/alerts";
import { findRun } from "@/db/queries/measures";
import { toRuleRow } from "@/db/queries/rules";
import { alertRules, alerts, outbox } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import type { Actor } from "@/lib/access/schema";
import { aRule } from "@/lib/fixtures";
import { addMs } from "@/lib/kernel/time";
import type { MeasureSettings } from "@/lib/measures/schema";
import { startWebhookServer, type WebhookServer } from "@/lib/server/http/webhook-server";
import { type CallInput, callRun } from "./call-run";
import { requestRun } from "./request-run";
import { createMeasure } from "./save";

/** At which every story begins. */
export const start = new Date("2026-11-20T03:00:00Z");
export const SETTINGS = { WEBHOOK_SECRET: "a secret of the tests only", WEBHOOK_ALLOW_PRIVATE: true };

/** A payment outage, a measure against it and the service it calls, on a clock moved by hand. For tests only. */
export class Outage {
  readonly database: TestDatabase;
  readonly server: WebhookServer;
  now = start;

  private constructor(database: TestDatabase, server: WebhookServer) {
    this.database = database;
    this.server = server;
  }

  static async open(): Promise<Outage> {
    return new Outage(await testDatabase(), await startWebhookServer());
  }

  async reset(): Promise<void> {
    await this.database.reset();
    this.server.arrived.length = 0;
    this.server.answer = (response) => response.end("routed");
    this.now = start;
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.database.close();
  }

  pass(ms: number): void {
    this.now = addMs(this.now, ms);
  }

  as(name: string) {
    const actor: Actor = { kind: "account", id: 1, name, email: `${name}@x.test`, role: "admin" };
    return this.database.context({ now: () => this.now, actor });
  }

  house() {
    return this.database.context({ now: () => this.now });
  }

  /** A measure made by Ada, named by the rule of an alert that was just raised. */
  async raise(settings: Partial<MeasureSettings> = {}) {
    const url = `http://127.0.0.1:${this.server.port}`;
    const measure = await createMeasure(this.as("ada"), {
      ...{ name: "Route cards to ECPay", url: `${url}/route`, undoUrl: `${url}/undo`, occasion: "triggered" },
      ...{ isDryRun: false, needsApproval: true, isActive: true, ...settings },
    });
    const [rule] = await this.database.db
      .insert(alertRules)
      .values({ ...toRuleRow(aRule()), measureId: measure.id })
      .returning();
    const [alert] = await this.database.db
      .insert(alerts)
      .values({
        ...{ alertRuleId: rule?.id, ruleName: "payment_outage", metric: "payment_failure_rate_1m", fingerprint: "f" },
        ...{ severity: "critical", status: "triggered", message: "Payments failing", triggeredAt: start },
      })
      .returning();
    return { measure, alertId: alert?.id ?? 0 };
  }

  /** The same, with the measure asked for. */
  async request(settings: Partial<MeasureSettings> = {}) {
    const { measure, alertId } = await this.raise(settings);
    const requested = await requestRun(this.house(), { alertId, occasion: "triggered" });
    if (requested.kind !== "requested") throw new Error(requested.because);
    return { measure, alertId, runId: requested.runId };
  }

  call(runId: number, settings: CallInput["settings"] = SETTINGS) {
    return callRun(this.house(), { runId, settings, timeoutMs: 200 });
  }

  run(id: number) {
    return findRun(this.database.db, this.house().scope, id);
  }

  /** What the alert's timeline says of measures. */
  async lines(alertId: number): Promise<string[]> {
    const timeline = await listTimeline(this.database.db, this.house().scope, alertId);
    return timeline.filter(({ kind }) => kind === "measure").map(({ message }) => message);
  }

  /** Names of the domain events told so far. */
  async events(): Promise<string[]> {
    const rows = await this.database.db.select().from(outbox).orderBy(asc(outbox.createdAt));
    return rows.map(({ name }) => name);
  }
}
