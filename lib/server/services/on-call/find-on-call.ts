import "server-only";
import { onCallAt } from "@/lib/on-call/shifts-between";
import type { Context } from "@/lib/server/context";
import { loadRoster } from "./load";

/** Somebody on call, and why: `on call for Payments`, `on call for Payments (Second)`. */
export interface OnCall {
  accountId: number;
  words: string;
}

/** Answers who is on call by a rotation; without a layer the first one that has somebody. Nobody where it is gone. */
export type FindOnCall = (rotationId: number, layer?: string) => OnCall[];

/** Loads every rotation with what overrides it, so that an instant is asked about without waiting. Who cannot be called is passed over. */
export async function findOnCall(ctx: Pick<Context, "db">, at: Date): Promise<FindOnCall> {
  const { rotations, overrides, isThere } = await loadRoster(ctx, at);
  return (rotationId, layer) => {
    const rotation = rotations.find(({ id }) => id === rotationId);
    if (rotation === undefined) return [];
    const [found] = onCallAt(rotation, overrides, at).filter(
      (one) => isThere(one.accountId) && (layer === undefined || one.layer === layer),
    );
    if (found === undefined) return [];
    const isFirst = found.layer === rotation.layers[0]?.name;
    return [{ accountId: found.accountId, words: `on call for ${rotation.name}${isFirst ? "" : ` (${found.layer})`}` }];
  };
}
