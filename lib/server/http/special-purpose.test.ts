import { describe, expect, it } from "vitest";
import { isPrivateAddress } from "./special-purpose";

describe("an address that is not reachable from everywhere", () => {
  it.each([
    ...[
      "0.1.2.3",
      "10.0.0.1",
      "100.64.0.1",
      "127.0.0.1",
      "169.254.169.254",
      "172.31.255.255",
      "192.0.0.8",
      "192.0.2.1",
    ],
    ...[
      "192.88.99.1",
      "192.168.1.1",
      "198.18.0.1",
      "198.51.100.1",
      "203.0.113.9",
      "224.0.0.1",
      "240.0.0.1",
      "255.255.255.255",
    ],
    ...[
      "::",
      "::1",
      "::127.0.0.1",
      "64:ff9b:1::a00:1",
      "100::1",
      "100:0:0:1::1",
      "2001:2::1",
      "2001:10::1",
      "2001:db8::1",
    ],
    ...["3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1"],
    ...[
      "::ffff:10.0.0.1",
      "::ffff:7f00:1",
      "::ffff:0:10.0.0.1",
      "64:ff9b::10.0.0.1",
      "64:ff9b::7f00:1",
      "2002:a00:1::1",
    ],
    // Teredo: a private client behind a public server, and the other way round.
    ...["2001:0:808:808:0:0:80ff:fffe", "2001:0:a00:1:0:0:f7f7:f7f7"],
    ...["localhost", "0x7f.1", "2130706433", "127.1", "", "1.2.3.4.5"],
  ])("%s is refused", (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });
});

describe("an address of the open internet", () => {
  it.each([
    ...["8.8.8.8", "100.128.0.1", "172.32.0.1", "192.0.1.1", "198.20.0.1", "2606:4700::1111", "2a00:1450::1"],
    ...[
      "::ffff:8.8.8.8",
      "64:ff9b::8.8.8.8",
      "2002:808:808::1",
      "2001:200::1",
      "2001:0:808:808:0:0:f7f7:f7f7",
      "2001:4:112::1",
    ],
  ])("%s may be called", (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});
