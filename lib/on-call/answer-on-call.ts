import type { Override, Rotation } from "./schema";
import { onCallAt } from "./shifts-between";

/** Somebody on call, and why: `on call for Payments`, `on call for Payments (Second)`. */
export interface OnCall {
  accountId: number;
  words: string;
}

/** Answers who is on call by a rotation; without a layer the first one that has somebody. Nobody where it is gone. */
export type FindOnCall = (rotationId: number, layer?: string) => OnCall[];

/** Who is on call at an instant, by any of these rotations. */
export function answerOnCall(rotations: readonly Rotation[], overrides: readonly Override[], at: Date): FindOnCall {
  const known = new Map(rotations.map((rotation) => [rotation.id, rotation]));
  return (rotationId, layer) => {
    const rotation = known.get(rotationId);
    if (rotation === undefined) return [];
    const [found] = onCallAt(rotation, overrides, at).filter((one) => layer === undefined || one.layer === layer);
    if (found === undefined) return [];
    const isFirst = found.layer === rotation.layers[0]?.name;
    return [{ accountId: found.accountId, words: `on call for ${rotation.name}${isFirst ? "" : ` (${found.layer})`}` }];
  };
}
