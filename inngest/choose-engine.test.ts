import { expect, it } from "vitest";
import { chooseEngine } from "./choose-engine";

const event = { INNGEST_EVENT_KEY: "e" };
const signing = { INNGEST_SIGNING_KEY: "s" };
const base = { INNGEST_BASE_URL: "http://127.0.0.1:8288" };

it.each([
  [{}, { kind: "embedded" }],
  [{ INNGEST_DEV: "0" }, { kind: "embedded" }],
  [{ INNGEST_DEV: "1" }, { kind: "development-server", baseUrl: undefined }],
  [{ INNGEST_DEV: "http://127.0.0.1:8288" }, { kind: "development-server", baseUrl: "http://127.0.0.1:8288" }],
  [
    { ...event, ...signing },
    { kind: "server", eventKey: "e", signingKey: "s", baseUrl: undefined },
  ],
  [
    { ...event, ...signing, ...base },
    { kind: "server", eventKey: "e", signingKey: "s", baseUrl: base.INNGEST_BASE_URL },
  ],
])("%o chooses %o", (variables, expected) => {
  expect(chooseEngine(variables)).toEqual(expected);
});

it.each([
  [event, "INNGEST_EVENT_KEY is set, INNGEST_SIGNING_KEY is missing"],
  [signing, "INNGEST_SIGNING_KEY is set, INNGEST_EVENT_KEY is missing"],
  [base, "INNGEST_BASE_URL is set, INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY is missing"],
  [{ ...event, ...base }, "INNGEST_EVENT_KEY and INNGEST_BASE_URL is set, INNGEST_SIGNING_KEY is missing"],
  [{ INNGEST_DEV: "1", ...event, ...signing }, "remove INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY"],
  [{ INNGEST_DEV: "1", ...base }, "remove INNGEST_BASE_URL"],
])("%o is refused, since %s", (variables, reason) => {
  expect(() => chooseEngine(variables)).toThrow(reason);
});
