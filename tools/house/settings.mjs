import { join, resolve } from "node:path";

/** What stops a start, said in one sentence: shown without a stack. */
export class Refusal extends Error {}

const isOn = (value) => value === "1" || value === "true";
const given = (name) => process.env[name] || undefined;

/**
 * What has to be known before packages are installed, unchecked: lib/server/env.ts judges every variable once it can run.
 */
export function readSettings() {
  const isEmbedded = given("DATABASE_URL") === undefined;
  const port = Number(given("PORT") ?? 3000);
  const host = given("HOST") ?? "127.0.0.1";
  const demo = given("DEMO");
  const dataDir = resolve(given("DATA_DIR") ?? ".data");
  return {
    port,
    host,
    dataDir,
    isEmbedded,
    adminEmail: given("ADMIN_EMAIL"),
    isDemo: demo === undefined ? isEmbedded : isOn(demo),
    url: given("NEXTAUTH_URL") ?? `http://localhost:${port}`,
    /** Where this machine reaches the app, whatever address people use. */
    localUrl: `http://${reachable(host)}:${port}`,
    distDir: given("NEXT_DIST_DIR") ?? ".next",
    lockFile: join(dataDir, "up.json"),
    logDir: join(dataDir, "logs"),
  };
}

function reachable(host) {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

/** The environment of every child: what was given, and what the embedded database lets us fill in. */
export function childEnv(settings, secrets) {
  const url = settings.isEmbedded ? { NEXTAUTH_URL: settings.url } : {};
  const filled = { PORT: String(settings.port), HOST: settings.host, DATA_DIR: settings.dataDir, ...secrets, ...url };
  return { ...process.env, ...filled, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1", NODE_ENV: "production" };
}
