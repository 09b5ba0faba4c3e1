import "@/tools/load-env.mjs";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";
import { database } from "@/lib/server/database";
import { sentenceFor } from "@/lib/server/database-failure";
import { env } from "@/lib/server/env";
import { reporting } from "@/lib/server/reporting";
import { systemContext } from "@/lib/server/system-context";
import { backfill } from "./backfill/backfill";
import { runCommand } from "./commands";
import { Simulator } from "./live/simulator";
import { type WelcomeStep, welcome } from "./welcome";

/** The demo is the same for everybody. */
const SEED = 1_984;
const TICK_MS = 500;
const ANSWER_MS = 2_000;

/** `backfill` and `live` are called by `npm run up` and `npm run dev`, everything else by people. */
async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const { db, close } = database();
  const ctx = systemContext("simulator");
  try {
    if (words[0] === "backfill") await fill();
    else if (words[0] === "live") await run(ctx);
    else console.log((await runCommand(ctx, words)).join("\n"));
  } finally {
    await close();
  }

  async function fill(): Promise<void> {
    const onProgress = (stage: string, share: number) => console.log(`${stage} ${Math.round(share * 100)} %`);
    await backfill({ db, rate: env().SIMULATOR_RATE, seed: SEED, reporting: reporting(), onProgress, now: ctx.now() });
  }

  async function run(live: Context): Promise<void> {
    const stopping = new AbortController();
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.abort());
    await fill();
    const simulator = await Simulator.open(db, env().SIMULATOR_RATE);
    if (simulator === null) throw new AppError("unavailable", "The demo platform could not be filled.");
    process.send?.({ kind: "ready" });
    await goOn(live, simulator, stopping.signal);
  }
}

/** A tick that fails, as while the database restarts, is told and made up for by the next. */
async function goOn(ctx: Context, simulator: Simulator, stopping: AbortSignal): Promise<void> {
  let next: WelcomeStep = { kind: "ask" };
  while (!stopping.aborted) {
    try {
      await simulator.tick(ctx.now());
      if (next.kind !== "done") next = await welcome(ctx, isAppReady);
    } catch (error) {
      ctx.log.warn({ error: sentenceOf(error) }, "the simulator missed a tick");
    }
    await sleep(TICK_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
}

/** What went wrong, without the thousands of parameters of the query it went wrong with. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message.slice(0, 200);
}

/** Whether the console answers that it is ready. */
async function isAppReady(): Promise<boolean> {
  const { HOST, PORT } = env();
  const host = HOST === "0.0.0.0" || HOST === "::" ? "127.0.0.1" : HOST;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${PORT}/api/health/ready`;
  return fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    async (response) => {
      await response.body?.cancel();
      return response.ok;
    },
    () => false,
  );
}

main().catch((error: unknown) => {
  const sentence = sentenceFor(error);
  if (sentence === null) throw error;
  console.error(sentence);
  process.exitCode = 1;
});
