import type { Database } from "@/db/client";
import { TABLES } from "@/simulator/store/tables";
import { ROWS_A_STATEMENT, type Writing, writeRows } from "@/simulator/store/write-rows";
import { KINDS, type Kind, noRows, type Rows } from "@/simulator/world/schema";

/** Statements under way at once: one is made here while the database works on another. */
const AT_ONCE = 2;

/** Gathers rows of every kind and writes each kind when a statement's worth has come together. */
export class RawRows {
  readonly #db: Database;
  readonly #writing: Writing;
  readonly #waiting: Rows = noRows();
  readonly #underWay = new Set<Promise<void>>();
  /** Rows handed in so far. */
  count = 0;

  constructor(db: Database, writing: Writing) {
    this.#db = db;
    this.#writing = writing;
  }

  /** Takes what had begun by the instant of writing; the rest is left to whoever goes on from there. */
  async add(rows: Rows): Promise<void> {
    for (const kind of KINDS) await this.#addOf(kind, rows);
  }

  /** Writes what is left and waits for all of it. */
  async finish(): Promise<void> {
    for (const kind of KINDS) await this.#write(kind);
    await Promise.all(this.#underWay);
  }

  async #addOf<K extends Kind>(kind: K, rows: Rows): Promise<void> {
    const waiting = this.#waiting[kind];
    for (const row of rows[kind]) {
      if (row.createdMs > this.#writing.asOfMs) continue;
      waiting.push(row);
      this.count += 1;
    }
    if (waiting.length >= ROWS_A_STATEMENT) await this.#write(kind);
  }

  async #write<K extends Kind>(kind: K): Promise<void> {
    const waiting = this.#waiting[kind];
    while (waiting.length > 0) {
      const rows = waiting.splice(0, ROWS_A_STATEMENT);
      if (this.#underWay.size >= AT_ONCE) await Promise.race(this.#underWay);
      const writing = writeRows(this.#db, TABLES[kind], { rows, ...this.#writing }).finally(() => {
        this.#underWay.delete(writing);
      });
      this.#underWay.add(writing);
    }
  }
}
