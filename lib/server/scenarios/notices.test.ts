import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { takeDueNotices } from "@/db/queries/notices";
import { accounts, notices } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { parseEnv } from "@/lib/server/env";
import { startWebhookServer } from "@/lib/server/http/webhook-server";
import { deliverNotices } from "@/lib/server/services/notifications/deliver-notices";
import { type NoticeInput, planNotice } from "@/lib/server/services/notifications/plan-notice";
import { wakeOverdue } from "@/lib/server/services/notifications/wake-overdue";
import { type MailServer, startMailServer } from "./mail-server";
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
  mail.attempts.count = 0;
  mail.answer = { kind: "take" };
  await database.db.insert(accounts).values([
    { email: "ana@x.test", name: "Ana", role: "admin" },
    { email: "admin@demo.invalid", name: "Demo", role: "admin", isDemo: true },
  ]);
});
afterAll(async () => {
  await mail.close();
  await database.close();
});

const plan =
  (changes: Partial<NoticeInput> = {}) =>
  (ctx: Context) =>
    ctx.unit((unit) =>
      planNotice(unit, {
        kind: "hand-off",
        key: "hand-off/1/a",
        recipient: "account:1",
        channel: "email",
        content: {
          title: "You are on call",
          lines: ["Nothing is open."],
          link: null,
          severity: "info",
          isSilent: false,
        },
        ...changes,
      }),
    );
const story = () => new Scenario({ database, mail }).at("09:00");

async function rows() {
  const found = await database.db.select().from(notices).orderBy(notices.id);
  return found.map(({ status, attempts, lastError, receipt }) => ({ status, attempts, lastError, receipt }));
}

describe("a notice", () => {
  it("is sent once however often it is planned, and keeps the provider's word", async () => {
    await story().does(plan()).does(plan()).expectMails("ana@x.test: [Pitboss]").done();
    expect(await rows()).toEqual([
      { status: "delivered", attempts: 1, lastError: null, receipt: expect.stringMatching(/^250/) },
    ]);
  });

  it("is tried again by the schedule after 450", async () => {
    await story()
      .mailServer({ kind: "refuse", code: 450 })
      .does(plan())
      .at("09:00:10")
      .mailServer({ kind: "take" })
      .at("09:00:12")
      .expectMails()
      .at("09:00:13")
      .expectMails("ana@x.test: [Pitboss]")
      .done();
    expect(await rows()).toMatchObject([{ status: "delivered", attempts: 3 }]);
  });

  it("is not tried again after 550, nor beyond its time", async () => {
    await story().mailServer({ kind: "refuse", code: 550 }).does(plan()).at("10:00").done();
    await story()
      .mailServer({ kind: "refuse", code: 450 })
      .does(plan({ key: "b", expiresAt: clock("09:00:12") }))
      .at("10:00")
      .done();
    expect(await rows()).toEqual([
      { status: "failed", attempts: 1, receipt: null, lastError: expect.stringMatching(/^550 .*refused it for good/) },
      { status: "failed", attempts: 2, receipt: null, lastError: expect.stringMatching(/its time would have passed/) },
    ]);
  });

  it("goes to the address it names instead of the person's own", async () => {
    await story()
      .does(plan({ address: "new@x.test" }))
      .expectMails("new@x.test: [Pitboss]")
      .done();
  });

  it("is never mailed to a demo account, whatever address it gave", async () => {
    await story()
      .does(plan({ recipient: "account:2" }))
      .does(plan({ recipient: "account:2", key: "b", address: "real@x.test" }))
      .does(plan({ recipient: "address:viewer@demo.invalid" }))
      .expectMails()
      .done();
    const refused = { status: "failed", lastError: expect.stringContaining("demo accounts are never mailed") };
    expect(await rows()).toMatchObject([refused, refused, refused]);
  });

  it("that a crash left between sending and recording is sent once more when its lease is over", async () => {
    const crashes = (ctx: Context) =>
      takeDueNotices(ctx.db, { channel: "email", limit: 9, now: ctx.now(), leasedUntil: addMs(ctx.now(), MINUTE_MS) });
    const now = clock("09:00");
    const ctx = database.context({ now });
    await plan()(ctx);
    expect(await crashes(ctx)).toHaveLength(1);
    expect(await wakeOverdue(database.context({ now: addMs(now, 30_000) }))).toEqual([]);
    const later = database.context({ now: addMs(now, 80_000) });
    expect(await wakeOverdue(later)).toEqual(["email"]);
    await story().at("09:01:20").expectMails("ana@x.test: [Pitboss]").done();
    expect(await rows()).toMatchObject([{ status: "delivered", attempts: 2 }]);
  });

  it("is sent by one of two drains at once", async () => {
    const settings = parseEnv({ SMTP_HOST: "127.0.0.1", SMTP_PORT: String(mail.port), EMAIL_FROM: "p@x.test" });
    const ctx = database.context({ now: clock("09:00") });
    await plan()(ctx);
    await Promise.all([1, 2].map(() => deliverNotices(ctx, { channel: "email", settings })));
    expect(mail.arrived).toHaveLength(1);
  });

  it("goes to Slack in its own words, and comes back to a server that failed", async () => {
    const slack = await startWebhookServer();
    const settings = parseEnv({ SLACK_WEBHOOK_URL: `http://127.0.0.1:${slack.port}/hook`, WEBHOOK_ALLOW_PRIVATE: "1" });
    const ctx = database.context({ now: clock("09:00") });
    await plan({ recipient: "channel", channel: "slack" })(ctx);
    slack.answer = (response) => response.writeHead(503).end("later");
    expect(await deliverNotices(ctx, { channel: "slack", settings })).toMatchObject({
      retried: 1,
      dueAt: clock("09:00:05"),
    });
    slack.answer = (response) => response.end("ok");
    const later = database.context({ now: clock("09:00:05") });
    expect(await deliverNotices(later, { channel: "slack", settings })).toMatchObject({ delivered: 1, dueAt: null });
    expect(slack.arrived.at(-1)?.body).toContain("*You are on call*");
    await slack.close();
  });

  it("of an account that was disabled meanwhile is given up", async () => {
    await database.db
      .update(accounts)
      .set({ disabledAt: clock("08:00") })
      .where(eq(accounts.id, 1));
    await story().does(plan()).expectMails().done();
    expect(await rows()).toMatchObject([{ status: "failed", lastError: expect.stringContaining("disabled or gone") }]);
  });

  it("wakes its channel through the outbox", async () => {
    await plan({ channel: "slack", recipient: "channel" })(database.context({ now: clock("09:00") }));
    const result = await database.db.execute(sql`select data ->> 'channel' as channel from outbox`);
    expect(result.rows).toEqual([{ channel: "slack" }]);
  });
});
