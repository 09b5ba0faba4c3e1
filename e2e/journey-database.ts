import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { z } from "zod";

const Lock = z.object({ port: z.number(), password: z.string() });

/** Runs one statement in the database of the console that the journeys share. */
export async function execute(sql: string, parameters: unknown[] = []): Promise<void> {
  const lock = readFileSync(join(process.env.DATA_DIR ?? "", "database.json"), "utf8");
  const { port, password } = Lock.parse(JSON.parse(lock));
  const client = new Client({ host: "127.0.0.1", port, user: "pitboss", password, database: "postgres" });
  await client.connect();
  try {
    await client.query(sql, parameters);
  } finally {
    await client.end();
  }
}
