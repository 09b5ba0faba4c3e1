import { parseArgs } from "node:util";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";
import { listIncidents, startIncident, stopIncidents } from "./incident-book";
import { INCIDENT_NAMES, INCIDENTS, type Incident, isIncidentName, neededMinutes } from "./incidents";
import { POSITION, readState } from "./store/state";

/** An incident longer than a day is a mistake. */
const LONGEST_MINUTES = 24 * 60;
/** A simulator that has not written for so long is not running. */
const STILL_AFTER_MS = 10_000;

export const USAGE = `npm run simulate -- incident NAME [--minutes N]   begins one of: ${INCIDENT_NAMES.join(", ")}
npm run simulate -- list                          shows what is under way and what there is
npm run simulate -- stop                          ends what is under way`;

/** What a command tells, line by line. @throws AppError `invalid` with what there is instead. */
export function runCommand(ctx: Context, words: readonly string[]): Promise<string[]> {
  const { positionals, minutes } = readWords(words);
  const [command, name, ...rest] = positionals;
  if (command === "incident" && rest.length === 0) return incident(ctx, name, minutes);
  if (command === "list" && name === undefined) return list(ctx);
  if (command === "stop" && name === undefined) return stop(ctx);
  throw new AppError("invalid", `Say what to do:\n${USAGE}`);
}

function readWords(words: readonly string[]): { positionals: string[]; minutes: string | undefined } {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { minutes: { type: "string" } },
    });
    return { positionals, minutes: values.minutes };
  } catch (cause) {
    throw new AppError("invalid", `${cause instanceof Error ? cause.message : "Not understood"}\n${USAGE}`, { cause });
  }
}

async function incident(ctx: Context, name: string | undefined, minutesText: string | undefined): Promise<string[]> {
  if (name === undefined || !isIncidentName(name)) {
    const given = name === undefined ? "An incident needs a name" : `There is no incident "${name}"`;
    throw new AppError("invalid", `${given}. There are:\n${describeAll().join("\n")}`, { field: "name" });
  }
  const minutes = minutesText === undefined ? INCIDENTS[name].minutes : readMinutes(minutesText);
  const begun = await startIncident(ctx, { name, minutes });
  const lines = [`${name} until ${time(begun.untilMs)}: ${INCIDENTS[name].description}.`];
  const needed = neededMinutes(name);
  if (minutes < needed) {
    lines.push(`Shorter than ${needed} minutes it may end before rule ${INCIDENTS[name].rule} fires.`);
  }
  if (await isStill(ctx)) lines.push('No simulator is running: the incident shows once "npm run up" has started one.');
  return lines;
}

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (text.trim() !== "" && minutes > 0 && minutes <= LONGEST_MINUTES) return minutes;
  throw new AppError(
    "invalid",
    `--minutes takes minutes above 0 up to ${LONGEST_MINUTES}, such as --minutes 10, not "${text}".`,
    {
      field: "minutes",
    },
  );
}

async function list(ctx: Context): Promise<string[]> {
  const underWay = await listIncidents(ctx);
  const now = underWay.length === 0 ? ["Nothing is under way."] : ["Under way:", ...underWay.map(describe)];
  return [...now, "There are:", ...describeAll()];
}

async function stop(ctx: Context): Promise<string[]> {
  const ended = await stopIncidents(ctx);
  return ended.length === 0 ? ["Nothing was under way."] : [`Ended: ${ended.map(({ name }) => name).join(", ")}.`];
}

function describe({ name, fromMs, untilMs }: Incident): string {
  return `  ${name} from ${time(fromMs)} until ${time(untilMs)}`;
}

function describeAll(): string[] {
  return INCIDENT_NAMES.map((name) => `  ${name.padEnd(15)} ${INCIDENTS[name].description}`);
}

async function isStill(ctx: Context): Promise<boolean> {
  const position = await readState(ctx.db, POSITION);
  return position === null || ctx.now().getTime() - position.ms > STILL_AFTER_MS;
}

/** `20:10:05Z` */
function time(ms: number): string {
  return `${new Date(ms).toISOString().slice(11, 19)}Z`;
}
