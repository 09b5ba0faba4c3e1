import type { Status } from "@/components/ui/status";

export type Tone = "c1" | "c3" | "c4" | "c5" | "c6" | "money" | "ghost" | "expected" | "strong";

export interface ChartLine {
  name: string;
  tone: Tone;
  /** One a time of the chart; `null` is a gap. */
  values: readonly (number | null)[];
  /** Thicker: the one the chart is about. */
  weight?: "main" | "side";
}

export interface ChartLimit {
  value: number;
  /** Written at the line: `limit 1 %`. */
  name: string;
  status: Status;
}

/** Shaded from its first breaching sample; `to` is absent while it lasts. Epoch milliseconds. */
export interface ChartBreach {
  from: number;
  to?: number;
  status: Status;
}

/** `alert` stands above the plot where it was raised; `event` is a dotted line with its name. */
export interface ChartMark {
  at: number;
  kind: "alert" | "event";
  name: string;
  status?: Status;
}

/** How values are written: a number's unit, or the currency. */
export type ChartUnit =
  | { kind: "percent" | "ms" | "seconds" | "count" | "score" }
  | { kind: "money"; currency: string };

export interface TimeSeries {
  /** Epoch milliseconds, ascending; shared by all lines. */
  times: readonly number[];
  lines: readonly ChartLine[];
  /** What is usual: drawn as a band behind the lines. */
  band?: { low: readonly (number | null)[]; high: readonly (number | null)[] };
  limits?: readonly ChartLimit[];
  breaches?: readonly ChartBreach[];
  marks?: readonly ChartMark[];
  unit: ChartUnit;
  /** `log` for rates that go from under 1 % to tens; the frame must say so. */
  scale?: "linear" | "log";
}
