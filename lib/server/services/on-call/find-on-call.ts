import "server-only";
import { listOverrides, listRotations } from "@/db/queries/on-call";
import { onCallAt } from "@/lib/on-call/shifts-between";
import type { Context } from "@/lib/server/context";

/** Somebody on call, and why: `on call for Payments`, `on call for Payments (Second)`. */
export interface OnCall {
  accountId: number;
  words: string;
}

/** Answers who is on call by a rotation; without a layer the first one that has somebody. Nobody where it is gone. */
export type FindOnCall = (rotationId: number, layer?: string) => OnCall[];

/** Loads every rotation with what overrides it, so that an instant is asked about without waiting. */
export async function findOnCall({ db }: Pick<Context, "db">, at: Date): Promise<FindOnCall> {
  const rotations = new Map((await listRotations(db)).map((rotation) => [rotation.id, rotation]));
  const overrides = await listOverrides(db, at);
  return (rotationId, layer) => {
    const rotation = rotations.get(rotationId);
    if (rotation === undefined) return [];
    const [found] = onCallAt(rotation, overrides, at).filter((one) => layer === undefined || one.layer === layer);
    if (found === undefined) return [];
    const isFirst = found.layer === rotation.layers[0]?.name;
    return [{ accountId: found.accountId, words: `on call for ${rotation.name}${isFirst ? "" : ` (${found.layer})`}` }];
  };
}
