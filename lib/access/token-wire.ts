import { z } from "zod";
import { type ApiToken, TokenScope } from "./schema";

/** What a new token is asked with. Names are for people: which machine or job holds it. */
export const NewToken = z.object({
  name: z
    .string("expected a name, such as ci")
    .trim()
    .min(1, "expected a name, such as ci")
    .max(100, "expected a name of at most 100 characters, such as ci"),
  scope: z.enum(TokenScope.options, "expected read, write or admin"),
});
export type NewToken = z.infer<typeof NewToken>;

/** A token in the console's API; its secret is in the answer that made it, and never again. */
export function tokenToWire({ id, name, scope, hint, account, createdAt, lastUsedAt, revokedAt }: ApiToken) {
  return {
    id,
    name,
    scope,
    hint,
    account: account.email,
    created_at: createdAt.toISOString(),
    last_used_at: lastUsedAt?.toISOString() ?? null,
    revoked_at: revokedAt?.toISOString() ?? null,
  };
}
