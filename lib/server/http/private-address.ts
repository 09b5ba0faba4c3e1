import "server-only";
import type { LookupAddress, LookupOptions } from "node:dns";
import { lookup } from "node:dns/promises";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Addresses no stranger's server has: private, loopback, link-local, shared, multicast, reserved (IANA special-purpose). */
const SUBNETS = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.0.0.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["198.18.0.0", 15, "ipv4"],
  ["224.0.0.0", 4, "ipv4"],
  ["240.0.0.0", 4, "ipv4"],
  ["::", 128, "ipv6"],
  ["::1", 128, "ipv6"],
  ["64:ff9b::", 96, "ipv6"],
  ["2002::", 16, "ipv6"],
  ["fc00::", 7, "ipv6"],
  ["fe80::", 10, "ipv6"],
  ["ff00::", 8, "ipv6"],
] as const;

const blocked = new BlockList();
for (const [net, prefix, family] of SUBNETS) blocked.addSubnet(net, prefix, family);

/** Whether an address is of our own network or machine; IPv4 written as IPv6 too. What is no address counts as one. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  return blocked.check(address, family === 6 ? "ipv6" : "ipv4");
}

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
