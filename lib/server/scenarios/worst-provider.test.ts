import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { demoPayments } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, SECOND_MS } from "@/lib/kernel/time";
import { type MailServer, startMailServer } from "./mail-server";
import { clock, Scenario } from "./scenario";

let database: TestDatabase;
let mail: MailServer;

beforeAll(async () => {
  database = await testDatabase();
  mail = await startMailServer();
});
beforeEach(() => database.reset());
afterAll(async () => {
  await mail.close();
  await database.close();
});

/** Ten payments a provider in the minute before 09:00, so many of them failed. */
async function payments(failedOf: Record<string, number>): Promise<void> {
  const rows = Object.entries(failedOf).flatMap(([provider, failed]) =>
    Array.from({ length: 10 }, (_, index) => ({
      id: `${provider}-${index}`,
      brand: "aurora",
      playerId: "player-1",
      provider,
      method: "card",
      direction: "deposit",
      amount: "10",
      currency: "EUR",
      status: index < failed ? "failed" : "completed",
      createdAt: addMs(clock("09:00"), -(index + 1) * SECOND_MS),
    })),
  );
  await database.db.insert(demoPayments).values(rows);
}

const outage = () =>
  new Scenario({ database, mail })
    .does(({ db }) => db.execute(sql`update alert_rules set duration_seconds = 0`))
    .at("09:00")
    .sample(38.2);

describe("an alert of a payment metric", () => {
  it("names the provider that failed most in the last minute", async () => {
    await payments({ nordpay: 9, ecpay: 1, klarvia: 0 });
    await outage()
      .expectAlert({
        message:
          "Payments failing at Nordpay: payment_failure_rate_1m 38.2 % is above 20 % (Nordpay: 9 of 10 payments failed in the last minute)",
        details: expect.objectContaining({
          title: "Payments failing at Nordpay",
          worst_provider: { provider: "nordpay", failure_rate: 90, failed: 9, finished: 10 },
        }),
      })
      .done();
  });

  it("names nobody where the platform's payments cannot be read", async () => {
    await database.db.execute(sql`alter view platform.payments rename to payments_gone`);
    try {
      await outage().expectAlert({ message: "Payments failing: payment_failure_rate_1m 38.2 % is above 20 %" }).done();
    } finally {
      await database.db.execute(sql`alter view platform.payments_gone rename to payments`);
    }
  });
});
