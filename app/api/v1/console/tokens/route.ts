import { NewToken, tokenToWire } from "@/lib/access/token-wire";
import { endpoint } from "@/lib/server/endpoint";
import { createToken } from "@/lib/server/services/tokens/create";
import { listVisibleTokens } from "@/lib/server/services/tokens/list";
import { ownAccount } from "@/lib/server/services/tokens/owner";

export const GET = endpoint({ permission: "status:read" }, async (ctx) =>
  (await listVisibleTokens(ctx)).map(tokenToWire),
);

/** The answer alone holds the secret, as `token`. */
export const POST = endpoint({ permission: "brands:admin", body: NewToken, status: 201 }, async (ctx, { body }) => {
  const { token, secret } = await createToken(ctx, { ...body, account: await ownAccount(ctx) });
  return { ...tokenToWire(token), token: secret };
});
