import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { readRows } from "@/db/queries/read-rows";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { importBets } from "./import-bets";

const SLICE = "simulator/fixtures/crash-bets-300.csv";
const REAL = join(process.env.TEST_DATA_DIR ?? "../shared/data", "crash-bets-part1.csv.gz");
const HEADER = "bet_id,round_id,player,stake,cashed_out_at,bonus_pct,profit,busted_at,played_at";
const NOW = new Date("2026-11-20T20:00:00Z");

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), "pitboss-bets-"));

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

function fileOf(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Given {
  brand?: string;
  isShiftedToNow?: boolean;
  now?: Date;
}

async function imported(file: string, { brand = "imported", isShiftedToNow = false, now = NOW }: Given = {}) {
  const rejected: { line: number; reason: string; text: string }[] = [];
  const options = { file, brand, isShiftedToNow, onRejected: (row: (typeof rejected)[number]) => rejected.push(row) };
  const result = await importBets(database.context({ now }), options);
  return { result, rejected: rejected.map(({ line, reason, text }) => ({ line, reason, text })) };
}

const Totals = z.object({
  turnover: z.string(),
  payouts: z.string(),
  bets: z.number(),
  players: z.number(),
  rounds: z.number(),
  roundStakes: z.string().nullable(),
  roundPayouts: z.string().nullable(),
  first: z.string().nullable(),
  last: z.string().nullable(),
});

/** What the views say of a brand. */
async function totals(brand = "imported") {
  const [row] = await readRows(
    database.db,
    Totals,
    sql`select
      trim_scale(coalesce(sum(amount) filter (where type = 'bet'), 0))::text as turnover,
      trim_scale(coalesce(sum(amount) filter (where type = 'payout'), 0))::text as payouts,
      (count(*) filter (where type = 'bet'))::int as bets,
      (select count(*)::int from platform.players p where p.brand = ${brand}) as players,
      (select count(*)::int from platform.game_rounds r where r.brand = ${brand}) as rounds,
      (select trim_scale(sum(stake))::text from platform.game_rounds r where r.brand = ${brand}) as "roundStakes",
      (select trim_scale(sum(payout))::text from platform.game_rounds r where r.brand = ${brand}) as "roundPayouts",
      to_char(min(created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as first,
      to_char(max(created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as last
    from platform.transactions where brand = ${brand}`,
  );
  return row;
}

/** The same figures from the text itself, in hundredths, by code that shares nothing with the import. */
function reckon(text: string) {
  const rows = text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","))
    .filter((row) => !Number.isNaN(Number(row[3])));
  const hundredths = (value = "") => Math.round(Number(value) * 100);
  const decimal = (value: number) => String(value / 100);
  const turnover = rows.reduce((sum, row) => sum + hundredths(row[3]), 0);
  const won = rows.filter((row) => row[4] !== "");
  const payouts = won.reduce((sum, row) => sum + hundredths(row[3]) + hundredths(row[6]), 0);
  return {
    turnover: decimal(turnover),
    payouts: decimal(payouts),
    bets: rows.length,
    players: new Set(rows.map((row) => row[2])).size,
    rounds: new Set(rows.map((row) => row[1])).size,
    roundStakes: decimal(turnover),
    roundPayouts: decimal(payouts),
  };
}

describe("an import of bets", () => {
  it("gives to the last digit what the file says, and rejects the one bad row", async () => {
    const { result, rejected } = await imported(SLICE);
    expect(result).toEqual({ read: 300, imported: 299, rejected: 1, shiftedByMs: 0 });
    expect(rejected).toEqual([
      { line: 151, reason: "stake is not a number", text: readFileSync(SLICE, "utf8").split("\n")[150] },
    ]);
    expect(await totals()).toMatchObject(reckon(readFileSync(SLICE, "utf8")));
  });

  it("changes nothing the second time, whatever its shift", async () => {
    await imported(SLICE);
    const before = await totals();
    const again = await imported(SLICE, { isShiftedToNow: true });
    expect(again.result).toMatchObject({ read: 300, imported: 0, rejected: 1 });
    expect(await totals()).toEqual(before);
  });

  it("moves all by the same time, so that the last bet is at the instant it started", async () => {
    await imported(SLICE, { brand: "then" });
    const { result } = await imported(SLICE, { isShiftedToNow: true });
    const [then, now] = [await totals("then"), await totals()];
    expect(now?.last).toBe(NOW.toISOString());
    const span = (at: typeof then) => Date.parse(at?.last ?? "") - Date.parse(at?.first ?? "");
    expect(span(now)).toBe(span(then));
    expect(result.shiftedByMs).toBe(Date.parse(now?.first ?? "") - Date.parse(then?.first ?? ""));
  });

  it("ends right when it was broken off, with the shift it was begun with", async () => {
    const rows = Array.from(
      { length: 2500 },
      (_, n) => `${n},${n % 700},p${n % 90},10,2,0,10,2.5,2021-10-31T15:00:${n % 60}Z`,
    );
    const seconds = rows.map((row) => row.replace(/:(\d)Z/, ":0$1Z"));
    const file = fileOf("broken.csv", [HEADER, ...seconds].join("\n"));
    const broken = importBets(database.context({ now: NOW }), {
      file,
      brand: "imported",
      isShiftedToNow: true,
      onProgress: ({ read }) => {
        if (read >= 2000) throw new Error("the power went");
      },
    });
    await expect(broken).rejects.toThrow("the power went");
    expect((await totals())?.bets).toBe(2000);

    const later = new Date(NOW.getTime() + 3_600_000);
    const { result } = await imported(file, { isShiftedToNow: true, now: later });
    expect(result).toMatchObject({ read: 2500, imported: 500, rejected: 0 });
    expect(await totals()).toMatchObject({
      bets: 2500,
      turnover: "25000",
      payouts: "50000",
      roundStakes: "25000",
      roundPayouts: "50000",
      rounds: 700,
      players: 90,
      last: NOW.toISOString(),
    });
  });

  it("tells compressed files by their content", async () => {
    const file = fileOf("no-ending", gzipSync(readFileSync(SLICE)));
    expect((await imported(file)).result.imported).toBe(299);
  });

  it("keeps two brands apart", async () => {
    await imported(SLICE, { brand: "one" });
    expect((await imported(SLICE, { brand: "two" })).result.imported).toBe(299);
    expect(await totals("one")).toEqual(await totals("two"));
  });

  it("keeps who played first and last, and the round's stakes in BITS", async () => {
    const file = fileOf(
      "two.csv",
      [HEADER, "1,7,ann,2.5,,,,1.2,2021-10-31T15:00:00Z", "2,7,ann,1,1.5,1,5.1E-1,1.6,2021-10-31T16:00:00+01:00"].join(
        "\r\n",
      ),
    );
    await imported(file);
    const Player = z.object({
      created: z.string(),
      active: z.string(),
      currency: z.string(),
      stake: z.string(),
      payout: z.string(),
    });
    const rows = await readRows(
      database.db,
      Player,
      sql`select p.created_at::text as created, p.last_active_at::text as active, r.currency, r.stake::text, r.payout::text
        from platform.players p join platform.game_rounds r on r.id = 'imported:round:7' where p.id = 'imported:ann'`,
    );
    expect(rows).toEqual([
      {
        created: "2021-10-31 15:00:00+00",
        active: "2021-10-31 15:00:00+00",
        currency: "BITS",
        stake: "3.50000000",
        payout: "1.51000000",
      },
    ]);
  });

  it("refuses what is no file of bets, and says why", async () => {
    await expect(imported(join(folder, "none.csv"))).rejects.toThrow(/There is no file/);
    await expect(imported(folder)).rejects.toThrow(/is a folder/);
    await expect(imported(fileOf("empty.csv", ""))).rejects.toThrow(/it is empty/);
    await expect(imported(fileOf("wrong.csv", "bet_id,player\n1,ann\n"))).rejects.toThrow(
      /the header lacks round_id, stake/,
    );
    const damaged = gzipSync(readFileSync(SLICE)).subarray(0, 2000);
    await expect(imported(fileOf("cut.csv.gz", damaged))).rejects.toThrow(/is damaged/);
    await expect(imported(SLICE, { brand: "No Such" })).rejects.toThrow(/A brand is small letters/);
    expect((await totals())?.bets).toBe(0);
  });
});

describe.skipIf(!existsSync(REAL))("25,000 real bets (TEST_DATA_DIR)", () => {
  it("come out as the file says, and as its readme does", { timeout: 60_000 }, async () => {
    const { result } = await imported(REAL, { isShiftedToNow: true });
    expect(result).toMatchObject({ read: 25_000, imported: 25_000, rejected: 0 });
    const found = await totals();
    expect(found).toMatchObject(reckon(await unpacked(REAL)));
    expect(found).toMatchObject({
      turnover: "67346245",
      payouts: "66922321.23",
      players: 2367,
      rounds: 20_886,
      last: NOW.toISOString(),
    });
  });
});

async function unpacked(file: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file)) chunks.push(Buffer.from(chunk));
  return gunzipSync(Buffer.concat(chunks)).toString("utf8");
}
