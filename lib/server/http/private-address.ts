import "server-only";
import type { LookupAddress, LookupOptions } from "node:dns";
import { lookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { isPrivateAddress } from "./special-purpose";

/** Said instead of connecting. */
export class PrivateAddress extends Error {
  constructor(host: string) {
    super(`${host} is a private address, and those are not called unless WEBHOOK_ALLOW_PRIVATE=1 is set`);
  }
}

/**
 * Looks a name up for a connection and hands on only addresses that may be called: the check and the connection see the
 * same answer, so a name that changes its address in between gains nothing.
 */
export const lookupPublic: LookupFunction = (host, options, callback) => {
  resolve(host, options).then(
    (found) => {
      const [first] = found;
      if (first === undefined) callback(new PrivateAddress(host), "");
      else if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    },
    (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), ""),
  );
};

async function resolve(host: string, options: LookupOptions): Promise<LookupAddress[]> {
  const found = await lookup(host, { ...options, all: true });
  return found.some(({ address }) => isPrivateAddress(address)) ? [] : found;
}
