import { describe, expect, it } from "vitest";
import { isFromTwilio, signTwilio } from "./twilio-signature";

// The example of Twilio's own documentation of webhook security.
const documented = {
  url: "https://mycompany.com/myapp.php?foo=1&bar=2",
  form: new URLSearchParams({
    CallSid: "CA1234567890ABCDE",
    Caller: "+14158675310",
    Digits: "1234",
    From: "+14158675310",
    To: "+18005551212",
  }),
  authToken: "12345",
};
const SIGNATURE = "GvWf1cFY/Q7PnoempGyD5oXAezc=";

describe("a form that says it is Twilio's", () => {
  it("is so when it is signed as Twilio signs", () => {
    expect(signTwilio(documented)).toBe(SIGNATURE);
    expect(isFromTwilio({ ...documented, signature: SIGNATURE })).toBe(true);
  });

  it("does not depend on the order of its fields", () => {
    const form = new URLSearchParams([...documented.form].reverse());
    expect(isFromTwilio({ ...documented, form, signature: SIGNATURE })).toBe(true);
  });

  it.each([
    ["no signature", { signature: null }],
    ["an empty one", { signature: "" }],
    ["another field", { form: new URLSearchParams({ ...Object.fromEntries(documented.form), Digits: "1235" }) }],
    ["one field more", { form: new URLSearchParams([...documented.form, ["Extra", "1"]]) }],
    ["another address", { url: "https://evil.test/" }],
    ["another token", { authToken: "12346" }],
  ])("is not with %s", (_, changes) => {
    expect(isFromTwilio({ ...documented, signature: SIGNATURE, ...changes })).toBe(false);
  });
});
