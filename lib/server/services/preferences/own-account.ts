import "server-only";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";

/**
 * Whose preferences a caller reads and changes: a token's are those of its owner.
 * @throws AppError `forbidden` for the console itself.
 */
export function ownAccountId({ actor }: Pick<Context, "actor">): number {
  switch (actor.kind) {
    case "account":
      return actor.id;
    case "token":
      return actor.account.id;
    case "system":
      throw new AppError("forbidden", "Only an account has preferences.");
  }
}
