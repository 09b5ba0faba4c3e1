import "./load-env.mjs";
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { AppError } from "@/lib/kernel/errors";
import type { Difference } from "@/lib/rules/difference";
import { database } from "@/lib/server/database";
import { exportRules } from "@/lib/server/services/rules/export";
import { type Imported, importRules } from "@/lib/server/services/rules/import";
import { systemContext } from "@/lib/server/system-context";

const USAGE = `npm run rules -- export [FILE]
npm run rules -- diff FILE [--prune]
npm run rules -- apply FILE [--dry-run] [--prune]`;

/** 0 when all is done or nothing differs, 1 when diff finds a difference, 2 when nothing could be done. */
const DIFFERENT = 1;
const REFUSED = 2;

interface Options {
  isDryRun: boolean;
  isPruned: boolean;
}

async function main(): Promise<void> {
  const { positionals, values } = readArguments();
  const [command = "", file] = positionals;
  const options: Options = { isDryRun: values["dry-run"] === true, isPruned: values.prune === true };
  const run = { export: () => write(file), diff: () => compare(file, options), apply: () => apply(file, options) };
  if (!isOneOf(run, command)) throw new AppError("invalid", `Say what to do:\n${USAGE}`);
  const { close } = database();
  await run[command]().finally(close);
}

function isOneOf<Choices extends object>(choices: Choices, name: PropertyKey): name is keyof Choices {
  return Object.hasOwn(choices, name);
}

function readArguments() {
  try {
    const options = { "dry-run": { type: "boolean" }, prune: { type: "boolean" } } as const;
    return parseArgs({ allowPositionals: true, options });
  } catch (cause) {
    throw new AppError("invalid", `${cause instanceof Error ? cause.message : "Not understood"}\n${USAGE}`, { cause });
  }
}

/** Without a file the text goes to the output, so that it can be piped. */
async function write(file: string | undefined): Promise<void> {
  const text = await exportRules(systemContext("rules command"));
  if (file === undefined) process.stdout.write(text);
  else await writeFile(file, text);
}

async function compare(file: string | undefined, { isPruned }: Options): Promise<void> {
  const found = await importFrom(file, { isDryRun: true, isPruned });
  tell(found);
  if (found.steps.length > 0) process.exitCode = DIFFERENT;
}

async function apply(file: string | undefined, options: Options): Promise<void> {
  tell(await importFrom(file, options));
}

async function importFrom(file: string | undefined, options: Options): Promise<Imported> {
  if (file === undefined) throw new AppError("invalid", `Name the file, such as rules.yaml:\n${USAGE}`);
  const yaml = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new AppError("invalid", `${file} cannot be read: ${cause instanceof Error ? cause.message : "no file"}`, {
      cause,
    });
  });
  return importRules(systemContext("rules command"), { yaml, ...options });
}

const SIGNS = { created: "+", changed: "~", disabled: "-", deleted: "-" } as const;

/** Rule by rule and field by field; last the counts. */
function tell({ steps, created, changed, unchanged, disabled, deleted, kept }: Imported): void {
  for (const { rule_name, change, differences } of steps) {
    console.log(`${SIGNS[change]} ${rule_name} (${change})`);
    if (change !== "created") for (const one of differences) console.log(`    ${lineOf(one)}`);
  }
  const more = [
    ...(disabled > 0 ? [`${disabled} disabled`] : []),
    ...(deleted > 0 ? [`${deleted} deleted`] : []),
    ...(kept > 0 ? [`${kept} not in the file and kept`] : []),
  ];
  console.log([`${created} created, ${changed} changed, ${unchanged} unchanged`, ...more].join(", "));
}

function lineOf({ field, before, after }: Difference): string {
  return `${field}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`;
}

main().catch((error: unknown) => {
  if (!(error instanceof AppError)) throw error;
  console.error(error.message);
  process.exitCode = REFUSED;
});
