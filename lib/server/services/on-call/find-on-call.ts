import "server-only";
import { listOverrides, listRotations } from "@/db/queries/on-call";
import { answerOnCall, type FindOnCall } from "@/lib/on-call/answer-on-call";
import type { Context } from "@/lib/server/context";

/** Loads every rotation with what overrides it, so that an instant is asked about without waiting. */
export async function findOnCall({ db }: Pick<Context, "db">, at: Date): Promise<FindOnCall> {
  return answerOnCall(await listRotations(db), await listOverrides(db, at), at);
}
