import { describe, expect, it } from "vitest";
import { isFromSlack, signAsSlack } from "./verify-signature";

const now = new Date("2026-11-20T09:00:00Z");
const secret = "8f742231b10e8888abcd99yyyzzz85a5";
const body = "payload=%7B%7D";
const seconds = (at: string) => String(new Date(at).getTime() / 1000);
const headers = (t: string, signature = signAsSlack(body, { secret, t })) =>
  new Headers({ "x-slack-request-timestamp": t, "x-slack-signature": signature });

describe("a request of Slack", () => {
  it("is signed as Slack's documentation shows", () => {
    const documented =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    expect(signAsSlack(documented, { secret, t: "1531420618" })).toBe(
      "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    );
  });

  it.each([
    ["just signed", headers(seconds("2026-11-20T08:59:59Z")), true],
    ["signed five minutes ago", headers(seconds("2026-11-20T08:55:00Z")), true],
    ["recorded and sent again", headers(seconds("2026-11-20T08:54:59Z")), false],
    ["signed in the future", headers(seconds("2026-11-20T09:05:01Z")), false],
    ["signed with another secret", headers("1795165200", signAsSlack(body, { secret: "x", t: "1795165200" })), false],
    ["signed for another body", headers("1795165200", signAsSlack("payload=1", { secret, t: "1795165200" })), false],
    ["with a signature cut short", headers("1795165200", "v0=00"), false],
    ["without a time", headers("", signAsSlack(body, { secret, t: "" })), false],
    ["without anything", new Headers(), false],
  ])("that is %s is believed: %s", (_what, given, isBelieved) => {
    expect(isFromSlack({ body, headers: given, secret }, now)).toBe(isBelieved);
  });
});
