import { describe, expect, it } from "vitest";
import { aRule } from "@/lib/fixtures";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { describeTrial, gravestOf, trySeries } from "./trial";

const NOW = new Date("2026-11-20T09:00:00Z");
type Given = Parameters<typeof aRule>[0];

/** Values 4 s apart, the last of them `agoMs` before now. */
function tried(changes: Given, values: readonly number[], agoMs = 0) {
  const samples = values.map((value, index) => ({
    at: addMs(NOW, -agoMs - (values.length - 1 - index) * 4_000),
    value,
  }));
  const points = samples.map(({ at, value }) => ({ at: at.getTime(), value }));
  const rule = aRule(changes);
  const trial = trySeries(
    { rule, labels: {}, history: { samples: points, basis: [] }, samples, intervalMs: 4_000 },
    NOW,
  );
  return { rule, trials: trial === null ? [] : [trial] };
}
const said = (...given: Parameters<typeof tried>) => {
  const { rule, trials } = tried(...given);
  return describeTrial(rule, trials);
};

const LEVELS = [
  { severity: "warning", threshold: 2, recovery: null, durationMs: 10 * MINUTE_MS },
  { severity: "critical", threshold: 5, recovery: null, durationMs: 0 },
] as const;

describe("a trial of a rule", () => {
  it("names the gravest level that the newest sample reaches, and what must still pass", () => {
    expect(said({ levels: [...LEVELS] }, [6])).toBe(
      "Breached now, gravest critical: would fire now. Nothing was sent.",
    );
    expect(said({ levels: [...LEVELS] }, [3])).toBe(
      "Breached now, gravest warning: would fire after 10 min without a gap. Nothing was sent.",
    );
    expect(said({}, [3])).toBe("No alert: condition not met. Nothing was sent.");
  });

  it("looks at as many readings as N of M asks for", () => {
    const windows = { least: 2, of: 3 };
    expect(tried({ windows }, [50, 0, 50]).trials[0]).toMatchObject({
      verdict: "breached",
      because: "50 % is above 20 % in 2 of 3 readings: critical",
    });
    expect(tried({ windows }, [0, 0, 50]).trials[0]).toMatchObject({ verdict: "clear", level: null });
  });

  it("has no reading of a series that stopped, unless silence is what the rule asks", () => {
    expect(tried({}, [50], 10 * MINUTE_MS).trials[0]).toMatchObject({
      verdict: "no-reading",
      because: "no sample for 10 min",
    });
    const rule = aRule({ condition: { kind: "absent" }, threshold: 300 });
    const history = { samples: [{ at: NOW.getTime() - 10 * MINUTE_MS, value: 1 }], basis: [] };
    const silence = { rule, labels: {}, history, samples: [{ at: NOW, value: null }], intervalMs: MINUTE_MS };
    expect(trySeries(silence, NOW)).toMatchObject({ verdict: "breached", because: "10 min is above 5 min: critical" });
  });

  it("says what keeps a breached rule from telling anybody", () => {
    expect(said({ isActive: false, durationMs: 0 }, [50])).toContain("would fire now, once the rule is enabled");
    expect(said({ mode: "shadow", durationMs: 0 }, [50])).toContain("would fire now, in shadow and told to nobody");
    expect(said({ condition: { kind: "anomaly" } }, [50])).toBe(
      "No alert: nothing to compare, since baseline not learned yet. Nothing was sent.",
    );
    expect(gravestOf([])).toBeNull();
  });
});
