import "server-only";
import { findAlert } from "@/db/queries/alerts";
import { listPeople } from "@/db/queries/notifications";
import { listRotations } from "@/db/queries/on-call";
import { listRules } from "@/db/queries/rules";
import { AppError } from "@/lib/kernel/errors";
import { SEVERITIES, type Severity } from "@/lib/kernel/severity";
import { asSentence } from "@/lib/kernel/words";
import { readSentence, type Sentence, simulationOf } from "@/lib/replay/sentence";
import type { SimulationWire } from "@/lib/replay/simulation-wire";
import type { Context } from "@/lib/server/context";
import { simulateAlert } from "./simulate";

/** What an outage of payments raises, where nothing else is named. */
const FIRST_RULE = "payment_outage";
const ZONES = [
  "Europe/Malta",
  "Europe/London",
  "Europe/Stockholm",
  "Asia/Taipei",
  "America/New_York",
  "America/St_Johns",
  "UTC",
];

/** What the words of the sentence can be exchanged for. */
export interface SimulationChoices {
  raised: { value: string; word: string }[];
  severities: readonly Severity[];
  zones: string[];
  people: string[];
}

export interface SimulationPage {
  sentence: Sentence;
  choices: SimulationChoices;
  simulation: SimulationWire;
  /** Why what the address asks for cannot be simulated, so that the usual is shown; null where it can. */
  refusal: string | null;
}

/** The simulator as an address asks for it. */
export async function readSimulationPage(
  ctx: Context,
  { params, zone }: { params: Record<string, string | undefined>; zone: string },
): Promise<SimulationPage> {
  const rules = (await listRules(ctx.db)).filter(({ isActive }) => isActive);
  const people = (await listPeople(ctx.db)).map(({ name }) => name);
  const usual = rules.find(({ name }) => name === FIRST_RULE) ?? rules[0];
  const around = { zone, rule: usual?.id ?? null, by: people[0] ?? "Somebody" };
  const asked = readSentence(params, around, ctx.now());
  const { sentence, simulation, refusal } = await simulateOr(ctx, asked, readSentence({}, around, ctx.now()));
  const rule = rules.find(({ id }) => id === sentence.rule);
  const rotations = await listRotations(ctx.db);
  return {
    sentence,
    simulation,
    refusal,
    choices: {
      raised: [
        ...(await alertChoice(ctx, sentence)),
        ...rules.map(({ id, name }) => ({ value: `rule ${id}`, word: asSentence(name) })),
        ...(usual === undefined ? [{ value: "none", word: "An outage of payments" }] : []),
      ],
      severities: rule === undefined ? SEVERITIES : rule.levels.map(({ severity }) => severity),
      zones: [...new Set([sentence.zone, zone, ...rotations.map((one) => one.zone), ...ZONES])],
      people: [...new Set(people)],
    },
  };
}

async function simulateOr(ctx: Context, asked: Sentence, usual: Sentence) {
  try {
    return { sentence: asked, simulation: await simulateAlert(ctx, simulationOf(asked)), refusal: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { sentence: usual, simulation: await simulateAlert(ctx, simulationOf(usual)), refusal: error.message };
  }
}

async function alertChoice(ctx: Context, { alert: id }: Sentence): Promise<SimulationChoices["raised"]> {
  if (id === null) return [];
  const alert = await findAlert(ctx.db, ctx.scope, id);
  const title = typeof alert?.details.title === "string" ? alert.details.title : asSentence(alert?.ruleName ?? "");
  return [{ value: `alert ${id}`, word: `A-${id}, ${title}` }];
}
