import "server-only";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { isAllowed, type Permission } from "@/lib/access/permissions";
import type { Account } from "@/lib/access/schema";
import { CorrelationId } from "@/lib/kernel/id";
import { authenticate } from "./access/authenticate";
import { callerContext } from "./access/enter";
import type { Context } from "./context";
import { systemContext } from "./system-context";

/** Once a request, though layout and page both ask. */
const currentCaller = cache(async () => {
  const incoming = await headers();
  const house = systemContext("page");
  const caller = await authenticate(house.db, new Headers(incoming), house.now());
  const given = CorrelationId.safeParse(incoming.get("x-correlation-id"));
  return caller === null ? null : { caller, ctx: callerContext(caller, given.data ?? house.correlationId) };
});

/**
 * The gate of every page and layout. Nobody is sent to /sign-in and back to where they wanted to go afterwards;
 * who may not see the page gets `app/forbidden.tsx` with status 403.
 */
export async function requireContext(permission: Permission): Promise<Context> {
  const current = await currentCaller();
  if (current === null) {
    const path = (await headers()).get("x-pathname") ?? "/";
    redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
  }
  if (!isAllowed(current.caller.actor, permission, "read")) forbidden();
  return current.ctx;
}

/** Who is signed in, for the shell; null for nobody. */
export async function currentAccount(): Promise<Account | null> {
  return (await currentCaller())?.caller.account ?? null;
}
