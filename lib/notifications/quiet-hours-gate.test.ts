import { describe, expect, it } from "vitest";
import { aHouse, aPerson, aTelling, somePreferences } from "@/lib/fixtures";
import { decide } from "./decide";
import type { Telling } from "./house";

describe("quiet hours of a person", () => {
  const quietHours = { start: "22:00", end: "08:00", zone: "Europe/Malta", days: {} };
  const sleeper = aPerson({ preferences: somePreferences({ quietHours }) });
  const night = new Date("2026-11-20T02:00:00Z");
  const morning = new Date("2026-11-20T07:00:00Z");
  const warning = aTelling({ severity: "warning", ruleChannels: ["email"] });
  const mailTo = (changes: Partial<Telling>, at = night, person = sleeper) =>
    decide({ ...warning, ...changes }, aHouse({ people: [person] }), at).find(({ channel }) => channel === "email");
  const reasonOf = (planned: ReturnType<typeof mailTo>) =>
    planned?.gates.find(({ gate }) => gate === "quiet hours")?.reason;

  it("hold info and warnings until they end, in words", () => {
    const reason = "quiet hours 22:00–08:00 Europe/Malta; critical would break through";
    expect(mailTo({})?.decision).toEqual({ kind: "hold", until: morning, reason });
    expect(mailTo({ severity: "info" })?.decision.kind).toBe("hold");
  });

  it.each(["critical", "emergency"] as const)("let %s through, in words", (severity) => {
    const planned = mailTo({ severity });
    expect(planned?.decision.kind).toBe("send");
    expect(reasonOf(planned)).toBe(`${severity} breaks through quiet hours`);
  });

  it("let player safety through, even where a group waits", () => {
    const wait = { until: new Date("2026-11-20T02:05:00Z"), reason: "told with its group" };
    const planned = mailTo({ class: "player_safety", wait });
    expect(planned?.decision.kind).toBe("send");
    expect(reasonOf(planned)).toBe("player safety breaks through quiet hours");
  });

  it("are over in the morning, and none are kept by who set none", () => {
    expect(reasonOf(mailTo({}, morning))).toBe("outside quiet hours 22:00–08:00 Europe/Malta");
    expect(reasonOf(mailTo({}, night, aPerson({ preferences: somePreferences() })))).toBe("keeps no quiet hours");
  });

  it("hold what would be told within them, and leave what waits beyond them to its wait", () => {
    const within = { until: new Date("2026-11-20T21:00:30Z"), reason: "told with its group" };
    const evening = new Date("2026-11-20T20:59:59Z");
    expect(mailTo({ wait: within }, evening)?.decision).toMatchObject({ until: new Date("2026-11-21T07:00:00Z") });
    const beyond = { until: new Date("2026-11-20T07:30:00Z"), reason: "told with its group" };
    expect(mailTo({ wait: beyond })?.decision).toEqual({ kind: "hold", ...beyond });
  });

  it("are about mail to people: channels and addresses hear at once, and the person's mail is still covered", () => {
    const planned = decide(
      { ...warning, ruleChannels: ["email", "slack"] },
      aHouse({ people: [sleeper], addresses: ["ops@x.test"] }),
      night,
    );
    const decided = Object.fromEntries(planned.map((one) => [`${one.channel} ${one.recipient.key}`, one.decision]));
    expect(decided["slack channel"]?.kind).toBe("send");
    expect(decided["email address:ops@x.test"]).toEqual({ kind: "skip", reason: "Ana's preferences cover it" });
  });
});

describe("quiet hours that critical does not break", () => {
  const quietHours = { start: "08:00", end: "10:00", zone: "UTC", days: {} };
  const people = [aPerson({ preferences: somePreferences({ quietHours, criticalBreaksQuiet: false }) })];
  const mailed = (telling: Partial<Telling> = {}) =>
    decide(aTelling(telling), aHouse({ people }), new Date("2026-11-20T09:00:00Z")).find(
      ({ channel }) => channel === "email",
    )?.decision;

  it.each<[Partial<Telling>, string]>([
    [{ severity: "critical" }, "hold"],
    [{ severity: "emergency" }, "hold"],
    [{ severity: "critical", class: "player_safety" }, "send"],
  ])("decide %o: %s", (telling, kind) => {
    expect(mailed(telling)?.kind).toBe(kind);
  });

  it("say so", () => {
    expect(mailed()?.reason).toBe("quiet hours 08:00–10:00 UTC; nothing but player safety breaks through");
  });
});
