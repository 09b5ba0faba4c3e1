import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Fills what the real environment leaves open from .env.local, then .env, then the secrets that `up` made in DATA_DIR.
 * A variable that is there but empty counts as absent for the secrets.
 */
export function loadEnv() {
  for (const file of [".env.local", ".env"]) if (existsSync(file)) process.loadEnvFile(file);
  const secrets = join(process.env.DATA_DIR || ".data", "secrets.json");
  if (!existsSync(secrets)) return;
  for (const [name, value] of Object.entries(JSON.parse(readFileSync(secrets, "utf8")))) process.env[name] ||= value;
}
