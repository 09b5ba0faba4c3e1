import type { Tone } from "./schema";

interface LegendEntry {
  name: string;
  tone: Tone;
  shape?: "line" | "dashed" | "area" | "bar";
}

const SWATCHES: Record<Tone, string> = {
  c1: "var(--c1)",
  c3: "var(--c3)",
  c4: "var(--c4)",
  c5: "var(--c5)",
  c6: "var(--c6)",
  money: "var(--money)",
  ghost: "var(--ghost)",
  expected: "var(--text-2)",
  strong: "var(--text-1)",
};

export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <ul className="legend">
      {entries.map(({ name, tone, shape = tone === "expected" ? "dashed" : "line" }) => (
        <li key={name}>
          <i className={shape === "line" ? undefined : `swatch-${shape}`} style={{ "--swatch": SWATCHES[tone] }} />
          {name}
        </li>
      ))}
    </ul>
  );
}
