import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { createContext } from "@/lib/server/context";
import { serviceHealth } from "./list";
import { assertReady } from "./ready";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ engine: "postgres" });
}, 60_000);
afterAll(() => database.close());

const paymentsState = async () => {
  const list = await serviceHealth(database.context());
  return list.find(({ service }) => service === "payment_provider");
};

describe("the service list", () => {
  it("calls payments unknown where their view is missing, and critical where it fails", async () => {
    await database.db.execute(sql`drop view platform.payments`);
    expect(await paymentsState()).toMatchObject({
      status: "unknown",
      message: 'relation "platform.payments" does not exist',
    });
    await database.db.execute(sql`create view platform.payments as
      select 'a'::text as brand, 'p'::text as provider, 'x'::text as status, now() - interval '1 min' as created_at,
        now() + make_interval(secs => 1 / (random() * 0)::int) as updated_at`);
    expect(await paymentsState()).toMatchObject({ status: "critical" });
  });
});

describe("readiness", () => {
  it("is refused while nothing is migrated, and while nobody answers", async () => {
    await database.db.execute(sql`alter schema drizzle rename to elsewhere`);
    const asked = assertReady(database.context());
    await expect(asked).rejects.toMatchObject({ code: "unavailable", message: "The database is not migrated yet." });
    const { db, close } = openDatabase({ url: "postgres://x:y@127.0.0.1:1/z" });
    const unanswered = assertReady(createContext({ ...database.context(), db }));
    await expect(unanswered).rejects.toMatchObject({ code: "unavailable", message: "The database does not answer." });
    await close();
  });
});
