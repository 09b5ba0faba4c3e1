import { request } from "node:http";
import { buildIfNeeded } from "./build.mjs";
import { serveFrom } from "./clone.mjs";
import { sleep } from "./processes.mjs";
import { run, typescript, withParent } from "./run.mjs";
import { Refusal } from "./settings.mjs";

const NEXT = "node_modules/next/dist/bin/next";
/** How long what a killed `up` left may take to end itself. */
export const ENDING_MS = 12_000;
const FIRST_ANSWER_MS = 120_000;

/** @throws Refusal with the sentence of lib/server/env.ts. */
export async function checkEnvironment(env) {
  const lines = [];
  await run(process.execPath, typescript("tools/check-env.ts"), { env, onLine: (line) => lines.push(line) }).catch(
    (error) => {
      throw new Refusal(lines.join("\n") || error.message);
    },
  );
  return lines;
}

/**
 * Starts database, app and simulator, each as soon as what it needs is there.
 * @typedef {{
 *   settings: ReturnType<typeof import("./settings.mjs").readSettings>,
 *   env: NodeJS.ProcessEnv,
 *   supervisor: import("./supervise.mjs").Supervisor,
 *   reporter: import("./reporter.mjs").Reporter,
 *   isDevelopment: boolean,
 *   meet: (account: { email: string, password: string, role: string }) => void,
 * }} House `meet` hears of each account made on a first start.
 * @param {House} house
 */
export async function openHouse(house) {
  const { settings, env, reporter, isDevelopment } = house;
  const built = isDevelopment ? undefined : buildIfNeeded(reporter, { distDir: settings.distDir, env });
  await Promise.all([fillHouse(house), built]);
  process.once("exit", serveFrom(settings.distDir, settings.url));
  await reporter.stage("Starting the console", () => startApp(house));
  if (settings.isDemo) await reporter.stage("Starting the simulator", () => startSimulator(house));
}

/** A database with everything a first start puts there. */
async function fillHouse({ settings, env, supervisor, reporter, meet }) {
  if (settings.isEmbedded) {
    await reporter.stage("Starting the database", () => startDatabase({ settings, env, supervisor }));
  }
  await reporter.stage("Preparing the database", () =>
    run(process.execPath, withParent(typescript("tools/prepare.ts")), {
      env: { ...env, DEMO: settings.isDemo ? "1" : "0" },
      onMessage: ({ shown = [] }) => shown.forEach(meet),
      failure: "The database could not be prepared",
    }),
  );
  if (!settings.isDemo) return;
  await reporter.stage("Filling the demo platform", (progress) =>
    run(process.execPath, withParent(typescript("simulator/main.ts", "backfill")), {
      env,
      onLine: progress,
      failure: "The demo could not be filled",
    }),
  );
}

async function startDatabase({ settings, env, supervisor }) {
  let port;
  const hear = (child) =>
    messageOf("ready")(child).then((message) => {
      // Pools know one address: where it has changed, who uses it starts afresh.
      const users = port === undefined || port === message.port ? [] : ["app", "simulator"];
      for (const pid of users.map((name) => supervisor.pidOf(name))) if (pid) process.kill(pid, "SIGTERM");
      port = message.port;
    });
  await supervisor.start({
    name: "database",
    args: typescript("db/embedded/main.ts", settings.dataDir, String(ENDING_MS)),
    env,
    isReady: hear,
    onRestart: hear,
  });
}

async function startApp({ settings, env, supervisor, isDevelopment }) {
  const command = isDevelopment ? "dev" : "start";
  const mode = isDevelopment ? { NODE_ENV: "development" } : {};
  await supervisor.start({
    name: "app",
    args: [NEXT, command, "-H", settings.host, "-p", String(settings.port)],
    env: { ...env, ...mode, NEXT_DIST_DIR: settings.distDir },
    isReady: () => answers(settings.localUrl),
  });
}

async function startSimulator({ env, supervisor }) {
  const args = typescript("simulator/main.ts", "live");
  await supervisor.start({ name: "simulator", args, env, isReady: messageOf("ready") });
}

/** Resolves with the child's first message of that kind. */
function messageOf(kind) {
  return (child) =>
    new Promise((resolve) => {
      const hear = (message) => {
        if (message?.kind !== kind) return;
        child.off("message", hear);
        resolve(message);
      };
      child.on("message", hear);
    });
}

/** Resolves when the app says that it is ready. */
async function answers(url) {
  const until = Date.now() + FIRST_ANSWER_MS;
  while (Date.now() < until) {
    if ((await statusOf(`${url}/api/health/ready`)) === 200 || (await statusOf(`${url}/sign-in`)) === 200) return;
    await sleep(100);
  }
  throw new Refusal(`The console did not answer on ${url}/api/health/ready within ${FIRST_ANSWER_MS / 1000} s.`);
}

function statusOf(url) {
  return new Promise((resolve) => {
    const asked = request(url, { timeout: 5_000 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on("timeout", () => asked.destroy());
    asked.on("error", () => resolve(undefined));
    asked.end();
  });
}
