import "server-only";
import { BlockList, isIP } from "node:net";

/*
 * IANA's special-purpose address registries (iana-ipv4-special-registry and iana-ipv6-special-registry, November 2026), and
 * what is deprecated. Addresses that carry an IPv4 address are judged by it.
 */

/** Not reachable from everywhere: private, loopback, link-local, shared, documentation, benchmarking, multicast, reserved. */
const BLOCKED_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** `::/96` holds the unspecified and loopback addresses and the deprecated IPv4-compatible ones. */
const BLOCKED_V6 = [
  "::/96",
  "64:ff9b:1::/48",
  "100::/64",
  "100:0:0:1::/64",
  "2001::/23",
  "2001:db8::/32",
  "3fff::/20",
  "5f00::/16",
  "fc00::/7",
  "fe80::/10",
  "fec0::/10",
  "ff00::/8",
];

/** Of `2001::/23` these are reachable from everywhere. */
const GLOBAL_V6 = [
  "2001:1::1/128",
  "2001:1::2/128",
  "2001:1::3/128",
  "2001:3::/32",
  "2001:4:112::/48",
  "2001:20::/28",
  "2001:30::/28",
];

/** Where an IPv6 address carries IPv4 ones, by its first 16-bit groups: mapped, translated, 6to4, and Teredo's server and client. */
const CARRIERS: readonly { prefix: readonly number[]; carried: (groups: readonly number[]) => string[] }[] = [
  { prefix: [0, 0, 0, 0, 0, 0xffff], carried: (groups) => [dotted(groups[6], groups[7])] },
  { prefix: [0, 0, 0, 0, 0xffff, 0], carried: (groups) => [dotted(groups[6], groups[7])] },
  { prefix: [0x64, 0xff9b, 0, 0, 0, 0], carried: (groups) => [dotted(groups[6], groups[7])] },
  { prefix: [0x2002], carried: (groups) => [dotted(groups[1], groups[2])] },
  {
    prefix: [0x2001, 0],
    carried: (groups) => [dotted(groups[2], groups[3]), dotted(flipped(groups[6]), flipped(groups[7]))],
  },
];

const blocked = listOf([...BLOCKED_V4, ...BLOCKED_V6]);
const global = listOf(GLOBAL_V6);

/** Whether an address is of our own network or machine, or of nobody's. What is no address counts as one, and so does one with a zone. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  if (family === 4) return blocked.check(address, "ipv4");
  const groups = groupsOf(address);
  if (groups === null) return true;
  const carrier = CARRIERS.find(({ prefix }) => prefix.every((group, index) => groups[index] === group));
  if (carrier !== undefined) return carrier.carried(groups).some(isPrivateAddress);
  return blocked.check(address, "ipv6") && !global.check(address, "ipv6");
}

function listOf(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = "", prefix = "0"] = subnet.split("/");
    list.addSubnet(net, Number(prefix), net.includes(":") ? "ipv6" : "ipv4");
  }
  return list;
}

/** The eight groups of an IPv6 address, however it is written; null for one with a zone. */
function groupsOf(address: string): number[] | null {
  const url = `http://[${address}]`;
  if (!URL.canParse(url)) return null;
  const [left = "", right] = new URL(url).hostname.slice(1, -1).split("::");
  const before = left === "" ? [] : left.split(":");
  const after = right === undefined || right === "" ? [] : right.split(":");
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}

function dotted(high = 0, low = 0): string {
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
}

function flipped(group = 0): number {
  return group ^ 0xffff;
}
