import type { Database } from "@/db/client";
import { closePending } from "@/simulator/store/close-pending";
import { writeExchangeRates } from "@/simulator/store/fixtures";
import { writePlayers } from "@/simulator/store/players";
import { BEGINNING, type Beginning, INCIDENTS_KEPT, POSITION, readState } from "@/simulator/store/state";
import { registeredBy } from "@/simulator/world/players";
import type { World } from "@/simulator/world/schema";
import { advance, type Memory } from "./advance";
import { planCatchUp } from "./plan-catch-up";

/** The running platform: each tick writes what happened since the last one. */
export class Simulator {
  readonly #db: Database;
  readonly #rate: number;
  readonly #beginning: Beginning;
  readonly #memory: Memory = new Map();
  #incidents = "";
  #world: World;
  #positionMs: number;

  private constructor(
    db: Database,
    { rate, beginning, positionMs }: { rate: number; beginning: Beginning; positionMs: number },
  ) {
    this.#db = db;
    this.#rate = rate;
    this.#beginning = beginning;
    this.#positionMs = positionMs;
    this.#world = { ...beginning, rate, incidents: [] };
  }

  /** @returns null when the platform has no past yet. */
  static async open(db: Database, rate: number): Promise<Simulator | null> {
    const beginning = await readState(db, BEGINNING);
    const position = await readState(db, POSITION);
    if (beginning === null || position === null) return null;
    return new Simulator(db, { rate, beginning, positionMs: position.ms });
  }

  /** Up to where everything is written. */
  get position(): Date {
    return new Date(this.#positionMs);
  }

  /** Goes on to `now`, in steps where there is much to make up for. @returns rows written. */
  async tick(now: Date): Promise<number> {
    await this.#takeUpIncidents();
    const { fromMs, stepMs } = planCatchUp({ positionMs: this.#positionMs, rate: this.#rate }, now);
    if (fromMs > this.#positionMs) await this.#skipTo(fromMs);
    let written = 0;
    while (this.#positionMs < now.getTime()) {
      const toMs = Math.min(now.getTime(), this.#positionMs + stepMs);
      written += await advance(this.#db, this.#world, { fromMs: this.#positionMs, toMs }, this.#memory);
      this.#positionMs = toMs;
    }
    return written;
  }

  /** Leaves out a long pause: who came meanwhile is registered, what was pending is ended, and every day has its rates. */
  async #skipTo(ms: number): Promise<void> {
    const world = this.#world;
    const [from, to] = [registeredBy(world, this.#positionMs), registeredBy(world, ms)];
    await writePlayers(this.#db, { world, activity: new Map(), from, to });
    await writeExchangeRates(this.#db, world, this.#positionMs, ms);
    await closePending(this.#db, this.#positionMs);
    this.#positionMs = ms;
  }

  /** Incidents change what happens from their beginning on, so what was made ahead is made anew. */
  async #takeUpIncidents(): Promise<void> {
    const incidents = (await readState(this.#db, INCIDENTS_KEPT)) ?? [];
    const text = JSON.stringify(incidents);
    if (text === this.#incidents) return;
    this.#incidents = text;
    this.#world = { ...this.#beginning, rate: this.#rate, incidents };
    this.#memory.clear();
  }
}
