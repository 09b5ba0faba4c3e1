import "server-only";
import { type Access, describeRefusal, isAllowed, type Permission } from "@/lib/access/permissions";
import { AppError } from "@/lib/kernel/errors";
import { type Context, createContext, scopeOf } from "@/lib/server/context";
import { database } from "@/lib/server/database";
import { houseLog } from "@/lib/server/system-context";
import { authenticate, type Caller } from "./authenticate";
import { requireBrand } from "./require-brand";
import { isSameOrigin } from "./same-origin";
import { publicUrl } from "./session-cookie";

const READING = ["GET", "HEAD", "OPTIONS"];

/**
 * The gate of every route: who asks, may they, for these brands.
 * @throws AppError `unauthenticated`, then `forbidden`, before anything of the request's content is looked at.
 */
export async function enter(request: Request, permission: Permission, house: Context): Promise<Context> {
  const caller = await authenticate(house.db, request.headers, house.now());
  if (caller === null) {
    throw new AppError("unauthenticated", "Sign in, or send a token: Authorization: Bearer pb_…");
  }
  const access: Access = READING.includes(request.method) ? "read" : "change";
  if (access === "change" && caller.by === "session" && !isSameOrigin(request.headers, publicUrl())) {
    throw new AppError(
      "forbidden",
      "This came from another site: with a session, changes are taken from the console only.",
    );
  }
  const ctx = callerContext(caller, house.correlationId);
  if (!isAllowed(ctx.actor, permission, access)) {
    throw new AppError("forbidden", describeRefusal(ctx.actor, permission));
  }
  for (const brand of new URL(request.url).searchParams.getAll("brand")) {
    if (brand !== "") requireBrand(ctx, brand);
  }
  return ctx;
}

export function callerContext({ actor, account }: Caller, correlationId: string): Context {
  return createContext({ db: database().db, actor, scope: scopeOf(account.brands), log: houseLog(), correlationId });
}
