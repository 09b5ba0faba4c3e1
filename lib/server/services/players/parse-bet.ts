import "server-only";
import { Instant } from "@/lib/kernel/as-of";
import { type Decimal, fromScaled, toScaled } from "@/lib/kernel/money";

/** The columns a file of bets must have, in any order. */
export const BET_COLUMNS = [
  "bet_id",
  "round_id",
  "player",
  "stake",
  "cashed_out_at",
  "bonus_pct",
  "profit",
  "busted_at",
  "played_at",
] as const;
type BetColumn = (typeof BET_COLUMNS)[number];

/** One bet on one round. */
export interface Bet {
  id: string;
  round: string;
  player: string;
  stake: Decimal;
  /** Stake and profit of a bet that was cashed out; null of a lost one. */
  payout: Decimal | null;
  playedMs: number;
}

export type ParsedBet = { kind: "bet"; bet: Bet } | { kind: "bad"; reason: string };

/** Where each column stands in a row. */
export type Header = Record<BetColumn, number> & { width: number };

/** @returns what is wrong with the header, in words, or where each column stands. */
export function parseHeader(fields: readonly string[]): Header | { wrong: string } {
  const names = fields.map((field) => field.trim());
  const missing = BET_COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) return { wrong: `the header lacks ${missing.join(", ")}` };
  const repeated = BET_COLUMNS.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (repeated !== undefined) return { wrong: `the header names ${repeated} twice` };
  const at = (column: BetColumn) => names.indexOf(column);
  return {
    bet_id: at("bet_id"),
    round_id: at("round_id"),
    player: at("player"),
    stake: at("stake"),
    cashed_out_at: at("cashed_out_at"),
    bonus_pct: at("bonus_pct"),
    profit: at("profit"),
    busted_at: at("busted_at"),
    played_at: at("played_at"),
    width: names.length,
  };
}

const TEXTS = ["bet_id", "round_id", "player"] as const;
const NUMBERS = ["stake", "cashed_out_at", "bonus_pct", "profit", "busted_at"] as const;
const LONGEST_TEXT = 200;

/**
 * Reads one row. Its profit is the truth: nothing is recomputed, and no formula refuses it. What cannot be read exactly is
 * never guessed.
 */
export function parseBet(fields: readonly string[] | null, header: Header): ParsedBet {
  if (fields === null) return bad("its quotes are wrong");
  if (fields.length !== header.width) return bad(`${fields.length} columns instead of ${header.width}`);
  const value = (column: BetColumn) => (fields[header[column]] ?? "").trim();
  for (const column of TEXTS) {
    const wrong = wrongText(value(column));
    if (wrong !== null) return bad(`${column} ${wrong}`);
  }
  for (const column of NUMBERS) {
    const wrong = value(column) === "" ? null : wrongNumber(value(column));
    if (wrong !== null) return bad(`${column} ${wrong}`);
  }
  const playedAt = Instant.safeParse(value("played_at"));
  if (!playedAt.success) return bad("played_at is not an instant such as 2021-10-31T15:38:43Z");
  if (value("stake") === "") return bad("stake is missing");
  const stake = toScaled(value("stake"));
  if (stake <= 0n) return bad("stake is not above 0");
  const isWon = value("cashed_out_at") !== "";
  if (isWon && value("profit") === "") return bad("cashed out, but profit is missing");
  const payout = isWon ? stake + toScaled(value("profit")) : null;
  if (payout !== null && payout < 0n) return bad("profit loses more than the stake");
  return {
    kind: "bet",
    bet: {
      id: value("bet_id"),
      round: value("round_id"),
      player: value("player"),
      stake: fromScaled(stake),
      payout: payout === null ? null : fromScaled(payout),
      playedMs: playedAt.data.getTime(),
    },
  };
}

function bad(reason: string): ParsedBet {
  return { kind: "bad", reason };
}

function wrongText(text: string): string | null {
  if (text === "") return "is missing";
  if (text.length > LONGEST_TEXT) return `is longer than ${LONGEST_TEXT} characters`;
  // The database keeps no NUL, and nobody means the others.
  return /\p{Cc}/u.test(text) ? "holds a control character" : null;
}

/** Amounts are kept with eight decimals and twelve digits before them, exactly or not at all. */
function wrongNumber(text: string): string | null {
  const match = /^[+-]?(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (match === null) return "is not a number";
  const decimals = (match[2] ?? match[3] ?? "").replace(/0+$/, "").length - Number(match[4] ?? 0);
  if (decimals > 8) return "has more than eight decimals";
  return /^-?\d{1,12}(\.|$)/.test(fromScaled(toScaled(text))) ? null : "has more than twelve digits before the point";
}
