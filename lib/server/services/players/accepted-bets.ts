import "server-only";
import { createHash, type Hash } from "node:crypto";
import { AppError } from "@/lib/kernel/errors";
import { BET_COLUMNS, type Bet, parseBet, parseHeader } from "./parse-bet";
import { readRecords } from "./read-records";

/** What a row of the file turned out to be. A repeated row says again, word for word, what a row before it said. */
export type BetRow =
  | { kind: "bet"; bet: Bet }
  | { kind: "repeated" }
  | { kind: "bad"; line: number; reason: string; text: string };

/**
 * The rows of a file of bets, header left out.
 * @param hash fed with what the file says, so that the same bets are known again, compressed or not.
 * @throws AppError where there is no such file, or its header is not that of bets.
 */
export async function* readBets(file: string, hash: Hash = createHash("sha256")): AsyncGenerator<BetRow> {
  const records = readRecords(file);
  const first = await records.next();
  const header = first.done ? { wrong: "it is empty" } : parseHeader(first.value.fields ?? []);
  if ("wrong" in header) {
    throw new AppError(
      "invalid",
      `${file} holds no bets: ${header.wrong}. Expected the columns ${BET_COLUMNS.join(",")}.`,
      {
        field: "file",
      },
    );
  }
  const seen = new Map<string, Seen>();
  for await (const { line, text, fields } of records) {
    hash.update(`${text}\n`);
    const parsed = parseBet(fields, header);
    if (parsed.kind === "bad") {
      yield { kind: "bad", line, reason: parsed.reason, text };
      continue;
    }
    const { bet } = parsed;
    const said = digest(bet);
    const before = seen.get(bet.id);
    if (before === undefined) {
      seen.set(bet.id, { line, said });
      yield parsed;
    } else if (before.said === said) {
      yield { kind: "repeated" };
    } else {
      yield { kind: "bad", line, reason: `bet_id is already in line ${before.line}, with other values`, text };
    }
  }
}

interface Seen {
  line: number;
  said: string;
}

function digest({ round, player, stake, payout, playedMs }: Bet): string {
  return createHash("sha1")
    .update(JSON.stringify([round, player, stake, payout, playedMs]))
    .digest("base64");
}
