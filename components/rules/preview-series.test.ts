import { describe, expect, it } from "vitest";
import { previewSentence, previewSeries, whyEmpty } from "./preview-series";
import type { PreviewJson } from "./rule-wire";

const at = (time: string) => `2026-11-20T${time}:00.000Z`;
const form = { kind: "threshold", measure: "percent", metric: "payment_failure_rate", operator: ">" } as const;

function preview(changes: Partial<PreviewJson> = {}): PreviewJson {
  return {
    times: [at("09:00"), at("09:03"), at("09:06")],
    matching_series: 1,
    lines: [
      {
        labels: { provider: "nordpay" },
        values: [0.5, 40, null],
        newest: 40,
        because: null,
        firings: [{ since: at("09:03"), raised_at: at("09:05"), until: null, severity: "critical" }],
      },
    ],
    last_week: [0, 0.4, 0.5],
    too_short: { severity: "warning", threshold_value: 1, from: at("08:00"), to: at("08:04"), seconds: 280 },
    thresholds: [
      { severity: "warning", threshold_value: 1, words: "1 %" },
      { severity: "critical", threshold_value: 2, words: "2 %" },
    ],
    ...changes,
  };
}

describe("the preview as a chart", () => {
  it("draws last week faint, a limit for each level, and shades a firing that lasts", () => {
    const series = previewSeries(preview(), form);
    expect(series.lines.map(({ name, tone }) => `${name} ${tone}`)).toEqual(["last week ghost", "nordpay c1"]);
    expect(series.limits).toEqual([
      { value: 1, name: "warning 1 %", status: "warn" },
      { value: 2, name: "critical 2 %", status: "crit" },
    ]);
    expect(series.breaches).toEqual([{ from: Date.parse(at("09:03")), to: undefined, status: "crit" }]);
    expect(series.marks?.map(({ name }) => name)).toEqual(["raised", "above 1 % for 4 min 40 s: too short"]);
  });

  it("takes a log axis where rates go from under 1 % to tens, and lifts what it cannot hold", () => {
    const series = previewSeries(preview(), form);
    expect(series.scale).toBe("log");
    expect(series.lines[0]?.values).toEqual([0.1, 0.4, 0.5]);
    expect(previewSeries(preview(), { ...form, kind: "absent" }).scale).toBe("linear");
  });

  it("says how often it would have fired, and what was too short", () => {
    expect(previewSentence(preview(), form)).toBe(
      "In the last 24 h it would have fired once. Above 1 % for 4 min 40 s: too short.",
    );
    const quiet = preview({ too_short: null, lines: preview().lines.map((line) => ({ ...line, firings: [] })) });
    expect(previewSentence(quiet, form)).toBe("In the last 24 h it would not have fired.");
  });

  it("says why there is nothing to see", () => {
    expect(whyEmpty(preview(), form)).toBeNull();
    expect(whyEmpty(preview({ matching_series: 0, lines: [] }), form)?.title).toBe("No series matches");
    const lines = preview().lines.map((line) => ({
      ...line,
      values: [null, null, null],
      because: "baseline not learned yet",
    }));
    expect(whyEmpty(preview({ lines }), form)).toEqual({ title: "No reading yet", words: "Baseline not learned yet." });
  });
});
