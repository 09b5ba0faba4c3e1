/** A game and how its rounds go. Names and figures are made up. */
export interface Game {
  id: string;
  name: string;
  kind: "slot" | "roulette" | "blackjack" | "baccarat" | "crash" | "bingo";
  /** Theoretical return to player, %. */
  rtp: number;
  /** Share of bets that pay anything. */
  hitRate: number;
  /** 0: every win pays the same; 1: most wins are small and a few large. */
  spread: number;
  /** Seconds a round takes. */
  seconds: readonly [number, number];
  /** Played at tables, several players in one round. */
  isShared: boolean;
  weight: number;
}

interface Kind {
  hitRate: number;
  spread: number;
  seconds: readonly [number, number];
  isShared: boolean;
}

const KINDS: Record<Game["kind"], Kind> = {
  slot: { hitRate: 0.3, spread: 0.8, seconds: [3, 7], isShared: false },
  bingo: { hitRate: 0.22, spread: 0.5, seconds: [20, 40], isShared: false },
  crash: { hitRate: 0.48, spread: 0.3, seconds: [6, 24], isShared: true },
  roulette: { hitRate: 0.42, spread: 0.35, seconds: [18, 32], isShared: true },
  blackjack: { hitRate: 0.47, spread: 0.02, seconds: [22, 40], isShared: true },
  baccarat: { hitRate: 0.48, spread: 0.02, seconds: [16, 26], isShared: true },
};

function game(kind: Game["kind"], name: string, rtp: number, weight: number): Game {
  return { id: name.toLowerCase().replaceAll(" ", "-"), name, kind, rtp, weight, ...KINDS[kind] };
}

export const GAMES: readonly Game[] = [
  game("slot", "Northern Lights", 96.4, 15),
  game("slot", "Harbour Bells", 95.8, 11),
  game("slot", "Fjord Fortune", 96.9, 9),
  game("slot", "Amber Reels", 94.6, 8),
  game("slot", "Copper Canyon", 96.1, 7),
  game("slot", "Tidal Sevens", 95.2, 6),
  game("slot", "Midnight Orchard", 96.7, 5),
  game("slot", "Paper Dragons", 94.1, 4),
  game("slot", "Clockwork Fox", 97.1, 4),
  game("slot", "Salt and Silver", 95.5, 3),
  game("bingo", "Bingo Lighthouse", 91.5, 3),
  game("bingo", "Bingo Regatta", 92.4, 2),
  game("crash", "Comet", 97, 5),
  game("crash", "Skylark", 96, 3),
  game("roulette", "Roulette Classic", 97.3, 4),
  game("roulette", "Roulette Royale", 94.7, 2),
  game("blackjack", "Blackjack Salon", 99.2, 4),
  game("blackjack", "Blackjack Express", 98.8, 2),
  game("baccarat", "Baccarat Room", 98.9, 2),
  game("baccarat", "Baccarat Jade", 98.7, 1),
];

/** A table where a shared game is played; it belongs to one brand. */
export interface GameTable {
  id: string;
  brand: string;
  game: Game;
  name: string;
}

/** What a payout is of its stake, so that over many bets `hitRate × mean` is the game's return; `luck` is exponential with mean 1. */
export function multiplierOf({ rtp, hitRate, spread }: Game, luck: number): number {
  return (rtp / 100 / hitRate) * (1 - spread + spread * luck);
}
