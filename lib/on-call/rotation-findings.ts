import { listOf } from "@/lib/rules/describe";
import type { Layer, Rotation } from "./schema";
import { turnPattern } from "./turn-pattern";

const YEAR_HOURS = 365 * 24;
const DAY_NAMES = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"];

/** What a person gets of a layer within a year: how many turns, and their weekdays as bits from Sunday. */
interface Share {
  turns: number;
  mask: number;
}

/**
 * What is unfair about how a rotation shares its turns, as sentences: somebody without a shift within a year of its beginning, or
 * always on call on the same weekday though the layer has several. Empty where all is well. `nameOf` names an account.
 */
export function rotationFindings(
  { layers }: Pick<Rotation, "layers">,
  nameOf: (accountId: number) => string,
): string[] {
  return layers.flatMap((layer) => {
    const shares = sharesOf(layer);
    const where = layers.length === 1 ? "" : ` in ${layer.name}`;
    const without = [...shares].flatMap(([id, { turns }]) => (turns === 0 ? [nameOf(id)] : []));
    const findings =
      without.length === 0
        ? []
        : [`${shortListOf(without)} never ${has(without, "get")} a shift${where} within a year.`];
    return [...findings, ...sameWeekdays(layer, shares, { where, nameOf })];
  });
}

function sameWeekdays(
  layer: Layer,
  shares: ReadonlyMap<number, Share>,
  { where, nameOf }: { where: string; nameOf: (accountId: number) => string },
): string[] {
  const all = turnPattern(layer).masks.reduce((sum, mask) => sum | mask, 0);
  if (isSingle(all)) return [];
  const bound = [...shares].filter(([, { turns, mask }]) => turns > 1 && isSingle(mask));
  if (bound.length === 0) return [];
  const cure = "Add or remove somebody, or choose another length of a turn.";
  if (bound.length === shares.size)
    return [
      `Everybody${where} is always on call on the same weekday, such as ${weekdayWords(bound[0], nameOf)}. ${cure}`,
    ];
  const words = listOf(bound.slice(0, 3).map((one) => weekdayWords(one, nameOf)));
  const more = bound.length > 3 ? `, and ${bound.length - 3} more likewise` : "";
  return [`Always on call on the same weekday${where}: ${words}${more}. ${cure}`];
}

/** Every person of a layer with their turns of its first year. */
function sharesOf(layer: Layer): Map<number, Share> {
  const { people, turnHours } = layer;
  const { masks, placeOf } = turnPattern(layer);
  const shares = new Map<number, Share>(people.map((id) => [id, { turns: 0, mask: 0 }]));
  for (let turn = 0; turn * turnHours < YEAR_HOURS; turn += 1) {
    const place = placeOf(turn);
    const share = place === null ? undefined : shares.get(people[place % people.length] ?? -1);
    if (share === undefined) continue;
    share.turns += 1;
    share.mask |= masks[turn % masks.length] ?? 0;
  }
  return shares;
}

function weekdayWords(one: readonly [number, Share] | undefined, nameOf: (accountId: number) => string): string {
  if (one === undefined) return "";
  const [id, { mask }] = one;
  return `${nameOf(id)} on ${DAY_NAMES[Math.log2(mask)]}`;
}

function isSingle(mask: number): boolean {
  return mask !== 0 && (mask & (mask - 1)) === 0;
}

function has(names: readonly string[], verb: string): string {
  return names.length === 1 ? `${verb}s` : verb;
}

function shortListOf(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : listOf(names);
}
