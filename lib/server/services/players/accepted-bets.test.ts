import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readBets } from "./accepted-bets";

const HEADER = "bet_id,round_id,player,stake,cashed_out_at,bonus_pct,profit,busted_at,played_at";
const folder = mkdtempSync(join(tmpdir(), "pitboss-rows-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** `id` or `line: reason` of each row. */
async function rowsOf(lines: readonly string[]): Promise<string[]> {
  const file = join(folder, "bets.csv");
  writeFileSync(file, [HEADER, ...lines].join("\n"));
  const told: string[] = [];
  for await (const row of readBets(file)) {
    told.push(row.kind === "bet" ? row.bet.id : row.kind === "bad" ? `${row.line}: ${row.reason}` : "repeated");
  }
  return told;
}

function bet(id: string, { player = "ann", stake = "5" } = {}): string {
  return `${id},7,${player},${stake},,,,1.2,2021-10-31T15:00:00Z`;
}

describe("rows of a file of bets", () => {
  it("count their lines through quoted line breaks and empty lines", async () => {
    const long = bet("2", { player: '"ann\nof the ""Anchor"""' });
    expect(await rowsOf([bet("1"), long, "", bet("3", { stake: "x" }), bet("4")])).toEqual([
      "1",
      "3: player holds a control character",
      "6: stake is not a number",
      "4",
    ]);
  });

  it("lose only the row whose quotes are wrong", async () => {
    const rows = [
      bet("1"),
      bet("2", { player: '"ann' }),
      bet("3"),
      bet("4", { player: '"bo"b' }),
      bet("5", { player: 'a"b' }),
    ];
    expect(await rowsOf(rows)).toEqual([
      "1",
      "3: its quotes are wrong",
      "3",
      "5: its quotes are wrong",
      "6: its quotes are wrong",
    ]);
  });

  it("take commas in quotes for text", async () => {
    expect(await rowsOf([bet("1", { player: '"ann, of the Anchor"' })])).toEqual(["1"]);
  });

  it("say a bet twice without harm, but not two different ones of one id", async () => {
    expect(await rowsOf([bet("1"), bet("1"), bet("1", { stake: "6" }), bet("2")])).toEqual([
      "1",
      "repeated",
      "4: bet_id is already in line 2, with other values",
      "2",
    ]);
  });
});
