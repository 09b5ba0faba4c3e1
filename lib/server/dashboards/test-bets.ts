import "server-only";

/** One bet as the file tells it; amounts in hundred-millionths of a bit. For tests only. */
export interface RecordedBet {
  round: string;
  player: string;
  atMs: number;
  stake: bigint;
  /** What came back: nothing of a lost stake. */
  payout: bigint;
}

/**
 * The file's bets, read by code that shares nothing with the import: lines split at commas, amounts as big integers.
 * What cannot be read is left out.
 */
export function recordedBets(csv: string): RecordedBet[] {
  const [header = "", ...lines] = csv.split(/\r?\n/).filter((line) => line !== "");
  const names = header.split(",");
  return lines.flatMap((line) => {
    const cells = line.split(",");
    const cell = (name: string) => cells[names.indexOf(name)] ?? "";
    const stake = units(cell("stake"));
    const profit = units(cell("profit"));
    const atMs = Date.parse(cell("played_at"));
    const hasCashedOut = cell("cashed_out_at") !== "";
    if (stake === null || stake <= 0n || Number.isNaN(atMs) || cells.length !== names.length) return [];
    if (hasCashedOut && profit === null) return [];
    return [
      {
        round: cell("round_id"),
        player: cell("player"),
        atMs,
        stake,
        payout: hasCashedOut ? stake + (profit ?? 0n) : 0n,
      },
    ];
  });
}

const DIGITS = 8;

function units(text: string): bigint | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return null;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const zeros = DIGITS - fraction.length + Number(exponent);
  if (zeros < 0) return null;
  const size = BigInt(whole + fraction) * 10n ** BigInt(zeros);
  return sign === "-" ? -size : size;
}

/** To two decimals, half away from zero, as a JSON number. */
export function toBits(amount: bigint): number {
  const size = amount < 0n ? -amount : amount;
  const hundredths = (size + 500_000n) / 1_000_000n;
  const text = `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, "0")}`;
  return Number(amount < 0n ? `-${text}` : text);
}

/** `[fromMs, toMs)`. */
export function betsBetween(bets: readonly RecordedBet[], fromMs: number, toMs: number): RecordedBet[] {
  return bets.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
}

/** What the executive dashboard has to say of these bets. */
export function executiveFigures(bets: readonly RecordedBet[]) {
  const turnover = bets.reduce((sum, { stake }) => sum + stake, 0n);
  const payouts = bets.reduce((sum, { payout }) => sum + payout, 0n);
  return {
    bets: toBits(turnover),
    payouts: toBits(payouts),
    ggr: toBits(turnover - payouts),
    players: new Set(bets.map(({ player }) => player)).size,
    rounds: new Set(bets.map(({ round }) => round)).size,
  };
}

const DAY_MS = 86_400_000;
const PAUSE_MS = 1_800_000;

/** What the players dashboard has to say at an instant. */
export function playersFigures(bets: readonly RecordedBet[], atMs: number) {
  const today = betsBetween(bets, atMs - DAY_MS, atMs);
  const players = (rows: readonly RecordedBet[]) => new Set(rows.map(({ player }) => player)).size;
  const stakes = today.map(({ stake }) => stake).sort((a, b) => (a < b ? -1 : 1));
  const sum = stakes.reduce((total, stake) => total + stake, 0n);
  const lengths = sessionSeconds(today);
  return {
    active_now: players(betsBetween(bets, atMs - 300_000, atMs)),
    active_today: players(today),
    avg: toBits(sum / BigInt(stakes.length)),
    min: toBits(stakes.at(0) ?? 0n),
    max: toBits(stakes.at(-1) ?? 0n),
    avg_duration: lengths.reduce((total, length) => total + length, 0) / lengths.length,
    max_duration: Math.max(...lengths),
  };
}

function sessionSeconds(bets: readonly RecordedBet[]): number[] {
  const lengths: number[] = [];
  for (const player of new Set(bets.map((bet) => bet.player))) {
    const instants = bets.filter((bet) => bet.player === player).map(({ atMs }) => atMs);
    instants.sort((a, b) => a - b);
    let start = instants[0] ?? 0;
    let last = start;
    for (const instant of instants) {
      if (instant - last >= PAUSE_MS) {
        lengths.push((last - start) / 1000);
        start = instant;
      }
      last = instant;
    }
    lengths.push((last - start) / 1000);
  }
  return lengths;
}
