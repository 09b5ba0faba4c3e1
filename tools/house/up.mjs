import { installIfNeeded } from "./install.mjs";
import { loadEnv } from "./load-env.mjs";
import { LockFile } from "./lock-file.mjs";
import { checkEnvironment, ENDING_MS, openHouse } from "./open-house.mjs";
import { requireFreePort } from "./port.mjs";
import { sleep } from "./processes.mjs";
import { Reporter } from "./reporter.mjs";
import { killRuns } from "./run.mjs";
import { secretsOf } from "./secrets.mjs";
import { childEnv, Refusal, readSettings } from "./settings.mjs";
import { onStop } from "./stopping.mjs";
import { Supervisor } from "./supervise.mjs";
import { signInLines, welcomeLines } from "./welcome.mjs";

/**
 * Opens the house and keeps it until it is told to stop. Ends the process: 0 after a stop or when another `up` holds the
 * data folder already, 1 when something refused to start or kept dying.
 * @param {{ kind?: "up" | "dev", isDevelopment?: boolean, defaults?: Record<string, string> }} options
 */
export async function up({ kind = "up", isDevelopment = false, defaults = {} } = {}) {
  loadEnv();
  for (const [name, value] of Object.entries(defaults)) process.env[name] ||= value;
  const settings = readSettings();
  const reporter = new Reporter();
  const lock = new LockFile(settings.lockFile);
  const supervisor = new Supervisor({ logDir: settings.logDir, onGiveUp: (sentence) => leave(1, sentence) });

  let isLeaving = false;
  const leave = async (code, sentence) => {
    if (isLeaving) return;
    isLeaving = true;
    if (sentence) console.error(`\n${sentence}`);
    lock.update({ state: "stopping" });
    killRuns();
    await supervisor.stop();
    lock.release();
    process.exit(code);
  };

  await takeDataFolder({ lock, kind, settings, reporter });
  onStop((reason) => {
    reporter.say(`\nStopping (${reason}) …`);
    return leave(0);
  });
  const accounts = [];
  try {
    await start({ settings, reporter, supervisor, isDevelopment, lock, accounts });
  } catch (error) {
    if (isLeaving) return;
    // Made, and shown nowhere else: they hold for the next start.
    if (accounts.length > 0) reporter.box(signInLines(accounts, settings));
    await leave(1, error instanceof Refusal ? error.message : error.stack);
  }
}

async function start({ settings, reporter, supervisor, isDevelopment, lock, accounts }) {
  // Children of an `up` that was killed end themselves, and may still be at it.
  await requireFreePort(settings, lock.wasAbandoned ? ENDING_MS : 0);
  await installIfNeeded(reporter);
  const env = childEnv(settings, settings.isEmbedded ? secretsOf(settings.dataDir) : {});
  for (const warning of await checkEnvironment(env)) reporter.say(`! ${warning}`);
  const meet = (account) => accounts.push(account);
  await openHouse({ settings, env, supervisor, reporter, isDevelopment, meet });
  lock.update({ state: "running" });
  reporter.box(welcomeLines({ settings, accounts, isDevelopment }));
  process.send?.({ kind: "ready", url: settings.url, accounts });
}

/** Ends the process when another one keeps this data folder; waits for one that is stopping. */
async function takeDataFolder({ lock, kind, settings, reporter }) {
  const facts = { kind, state: "starting", url: settings.url, host: settings.host, port: settings.port };
  let isTold = false;
  for (let holder = lock.take(facts); holder; holder = lock.take(facts)) {
    if (holder.state !== "stopping") {
      const verb = holder.state === "running" ? "is running" : "is starting";
      reporter.say(
        `Pitboss ${verb} already: ${holder.url}  (npm run ${holder.kind}, process ${holder.pid}, ${settings.dataDir})`,
      );
      process.exit(0);
    }
    if (!isTold) reporter.say(`Waiting for process ${holder.pid} to stop …`);
    isTold = true;
    await sleep(200);
  }
}
