import { PGlite } from "@electric-sql/pglite";
import { query, sync } from "./protocol";
import type { Engine } from "./sessions";

export interface OpenEngine extends Engine {
  readonly serverVersion: string;
  close(): Promise<void>;
}

const ABANDON = Buffer.concat([query("rollback"), sync, query("rollback")]);
const IGNORE = () => undefined;

/** Opens PGlite on a folder (made when absent). Two on one folder lose data without complaint: hold the folder's lock. */
export async function openEngine(folder: string): Promise<OpenEngine> {
  const pglite = await PGlite.create(folder);
  const version = await pglite.query<{ server_version: string }>("show server_version");
  const run: Engine["run"] = (batch, onData) =>
    // The bytes lie in the engine's own memory and are overwritten by the next answer: copy them.
    pglite.runExclusive(() =>
      pglite.execProtocolRawStream(batch, { onRawData: (bytes) => onData(Buffer.from(bytes)) }),
    );
  return {
    serverVersion: version.rows[0]?.server_version ?? "17",
    run,
    isInTransaction: () => pglite.isInTransaction(),
    // The first rollback ends an open batch, Sync a failed one (which skips all before it), the last the transaction.
    abandon: () => run(ABANDON, IGNORE),
    close: () => pglite.close(),
  };
}
