import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const NAMES = ["NEXTAUTH_SECRET", "SECRETS_KEY"];

/**
 * The secrets of a data folder, made once (0600). One given by the environment is used and not kept.
 * @returns {Record<string, string>}
 */
export function secretsOf(dataDir) {
  const file = join(dataDir, "secrets.json");
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const missing = NAMES.filter((name) => !kept[name] && !process.env[name]);
  if (missing.length > 0) {
    for (const name of missing) kept[name] = randomBytes(32).toString("base64url");
    writeFileSync(file, JSON.stringify(kept, null, 2), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return Object.fromEntries(NAMES.map((name) => [name, process.env[name] || kept[name]]));
}
