import { describe, expect, it } from "vitest";
import { BET_COLUMNS, parseBet, parseHeader } from "./parse-bet";

const header = headerOf(BET_COLUMNS);
const GOOD = {
  bet_id: "854",
  round_id: "3294811",
  player: "player-1",
  stake: "100",
  cashed_out_at: "2",
  bonus_pct: "0",
  profit: "1.00E+02",
  busted_at: "6.51",
  played_at: "2021-10-31T15:38:43Z",
};

function headerOf(columns: readonly string[]) {
  const parsed = parseHeader(columns);
  if ("wrong" in parsed) throw new Error(parsed.wrong);
  return parsed;
}

function parsed(change: Partial<typeof GOOD>) {
  return parseBet(Object.values({ ...GOOD, ...change }), header);
}

describe("a row of bets", () => {
  it("pays stake and profit when it was cashed out", () => {
    expect(parsed({})).toEqual({
      kind: "bet",
      bet: {
        id: "854",
        round: "3294811",
        player: "player-1",
        stake: "100",
        payout: "200",
        playedMs: Date.parse("2021-10-31T15:38:43Z"),
      },
    });
  });

  it.each([
    ["a profit that no formula gives", { profit: "146.31" }, "246.31"],
    ["a loss on cashing out", { profit: "-100" }, "0"],
    ["no bonus and no end of the round", { bonus_pct: "", busted_at: "" }, "200"],
    ["a lost stake, whose profit does not count", { cashed_out_at: "" }, null],
    ["a lost stake without profit", { cashed_out_at: "", profit: "" }, null],
    ["eight decimals", { profit: "0.00000001" }, "100.00000001"],
    ["zeros past the eighth decimal", { profit: "1.500000000000" }, "101.5"],
  ])("takes %s", (_, change, payout) => {
    expect(parsed(change)).toMatchObject({ kind: "bet", bet: { payout } });
  });

  it.each([
    ["bet_id is missing", { bet_id: " " }],
    ["round_id is missing", { round_id: "" }],
    ["player holds a control character", { player: "a\u0000b" }],
    ["player is longer than 200 characters", { player: "x".repeat(201) }],
    ["stake is missing", { stake: "" }],
    ["stake is not a number", { stake: "1,5" }],
    ["stake is not above 0", { stake: "0" }],
    ["stake is not above 0", { stake: "-3" }],
    ["stake has more than twelve digits before the point", { stake: "1E12" }],
    ["cashed_out_at is not a number", { cashed_out_at: "two" }],
    ["busted_at is not a number", { busted_at: "NaN" }],
    ["profit is not a number", { profit: "0x10" }],
    ["profit has more than eight decimals", { profit: "1E-9" }],
    ["profit loses more than the stake", { profit: "-100.01" }],
    ["cashed out, but profit is missing", { profit: "" }],
    ["played_at is not an instant such as 2021-10-31T15:38:43Z", { played_at: "2021-02-30T00:00:00Z" }],
    ["played_at is not an instant such as 2021-10-31T15:38:43Z", { played_at: "2021-10-31 15:38" }],
  ])("is refused: %s", (reason, change) => {
    expect(parsed(change)).toEqual({ kind: "bad", reason });
  });

  it("is refused with another number of columns, or wrong quotes", () => {
    expect(parseBet(["1", "2"], header)).toEqual({ kind: "bad", reason: "2 columns instead of 9" });
    expect(parseBet(null, header)).toEqual({ kind: "bad", reason: "its quotes are wrong" });
  });
});

describe("a header of bets", () => {
  it("may stand in any order, beside columns nobody asked for", () => {
    const columns = ["note", ...[...BET_COLUMNS].reverse()];
    const row = columns.map((column) =>
      column === "note" ? "hello" : GOOD[BET_COLUMNS.find((one) => one === column) ?? "stake"],
    );
    expect(parseBet(row, headerOf(columns))).toMatchObject({ kind: "bet", bet: { stake: "100", payout: "200" } });
  });

  it("names what is missing or twice there", () => {
    expect(parseHeader(["bet_id"])).toEqual({
      wrong: "the header lacks round_id, player, stake, cashed_out_at, bonus_pct, profit, busted_at, played_at",
    });
    expect(parseHeader([...BET_COLUMNS, "stake"])).toEqual({ wrong: "the header names stake twice" });
  });
});
