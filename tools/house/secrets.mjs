import { createECDH, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const NAMES = ["NEXTAUTH_SECRET", "SECRETS_KEY"];
const PAIR = ["VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY"];

/**
 * The secrets of a data folder, made once (0600). One given by the environment is used and not kept.
 * @returns {Record<string, string>}
 */
export function secretsOf(dataDir) {
  const file = join(dataDir, "secrets.json");
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const missing = NAMES.filter((name) => !kept[name] && !process.env[name]);
  const made = Object.fromEntries(missing.map((name) => [name, randomBytes(32).toString("base64url")]));
  // Half of a pair is of no use: where the environment has one of the keys, both are its own business.
  const isPairGiven = PAIR.some((name) => process.env[name]);
  if (!isPairGiven && !PAIR.every((name) => kept[name])) Object.assign(made, vapidPair());
  if (Object.keys(made).length > 0) {
    Object.assign(kept, made);
    writeFileSync(file, JSON.stringify(kept, null, 2), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  const names = isPairGiven ? NAMES : [...NAMES, ...PAIR];
  return Object.fromEntries(names.map((name) => [name, process.env[name] || kept[name]]));
}

/** What browsers subscribe with and pushes are signed with: a key pair of the curve P-256. Before packages are installed. */
function vapidPair() {
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys("base64url");
  // A private key that begins with zeros comes without them.
  const privateKey = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()])
    .subarray(-32)
    .toString("base64url");
  return { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey };
}
