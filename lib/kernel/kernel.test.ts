import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AsOf } from "./as-of";
import { AppError, assertNever, invariant } from "./errors";
import { CorrelationId, IntegerId } from "./id";
import { fingerprint, matchesLabels } from "./labels";
import { isAtLeast, raiseSeverity } from "./severity";
import { floorTo, windowBefore } from "./time";

describe("severity", () => {
  it("rises a step at a time and stays at emergency", () => {
    expect(raiseSeverity("info")).toBe("warning");
    expect(raiseSeverity("critical")).toBe("emergency");
    expect(raiseSeverity("emergency")).toBe("emergency");
    expect(isAtLeast("critical", "warning")).toBe(true);
    expect(isAtLeast("info", "warning")).toBe(false);
  });
});

describe("labels", () => {
  it("have one fingerprint in any order", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (labels) => {
        const turned = Object.fromEntries(Object.entries(labels).toReversed());
        return fingerprint(labels) === fingerprint(turned);
      }),
    );
    expect(fingerprint({})).toBe("{}");
    expect(fingerprint({ brand: "aurora" })).not.toBe(fingerprint({ brand: "kingfisher" }));
  });

  it("match when every wanted label is there", () => {
    expect(matchesLabels({ brand: "aurora", provider: "ecpay" }, { brand: "aurora" })).toBe(true);
    expect(matchesLabels({ provider: "ecpay" }, { brand: "aurora" })).toBe(false);
  });
});

describe("time", () => {
  it("windows end before their instant and begin a length earlier", () => {
    const window = windowBefore(new Date("2026-11-20T03:00:00Z"), 3_600_000);
    expect(window.from.toISOString()).toBe("2026-11-20T02:00:00.000Z");
    expect(window.to.toISOString()).toBe("2026-11-20T03:00:00.000Z");
    expect(floorTo(new Date("2026-11-20T03:00:07.250Z"), 4_000).toISOString()).toBe("2026-11-20T03:00:04.000Z");
  });
});

describe("what a caller hands in", () => {
  it("an instant is ISO 8601 and a brand is short", () => {
    expect(AsOf.parse({ brand: "aurora", at: "2026-11-20T03:10:00+01:00" }).at?.toISOString()).toBe(
      "2026-11-20T02:10:00.000Z",
    );
    expect(AsOf.safeParse({ at: "yesterday" }).success).toBe(false);
  });

  it.each(["0000-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00"])(
    "%s is no instant of ours",
    (at) => {
      expect(AsOf.safeParse({ at }).error?.issues[0]?.message).toBe(
        "expected an instant, such as 2026-11-20T03:10:00Z",
      );
    },
  );

  it.each(["", "x".repeat(65)])("%j is no key of a brand, and the answer shows one", (brand) => {
    expect(AsOf.safeParse({ brand }).error?.issues[0]?.message).toBe("expected the key of a brand, such as aurora");
  });

  it.each(["0", "-1", "1.5", "abc", "99999999999"])("%s is no id", (text) => {
    expect(IntegerId.safeParse(text).error?.issues[0]?.message).toBe("expected an id, such as 42");
  });

  it("a correlation id is plain text of some length", () => {
    expect(CorrelationId.safeParse("7f3a-91c2-aa").success).toBe(true);
    expect(CorrelationId.safeParse("a b").success).toBe(false);
    expect(CorrelationId.safeParse("x".repeat(200)).success).toBe(false);
  });
});

describe("errors", () => {
  it("carry code, field and cause", () => {
    const cause = new Error("below");
    const error = new AppError("invalid", "minutes must be 1 to 1440", { field: "minutes", cause });
    expect(error).toMatchObject({ code: "invalid", field: "minutes", cause });
  });

  it("our own bugs are loud", () => {
    expect(() => invariant(false, "a row is there")).toThrow("Invariant broken: a row is there");
    expect(() => assertNever("surprise" as never)).toThrow("surprise");
  });
});
