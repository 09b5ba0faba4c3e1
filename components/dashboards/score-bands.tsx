import { formatNumber } from "@/components/ui/figure";
import { Progress, type ProgressColour } from "@/components/ui/progress";
import type { ScoreBand } from "@/lib/dashboards/score-bands";

/** Scores are not states of the platform: their own ramp, bone to grey. */
const BANDS: Record<ScoreBand, { words: string; colour: ProgressColour; swatch: string }> = {
  critical: { words: "Critical, over 75", colour: "bone", swatch: "var(--c6)" },
  high: { words: "High, 50 to 75", colour: "sky", swatch: "var(--c1)" },
  medium: { words: "Medium, 20 to 50", colour: "slate", swatch: "var(--c4)" },
  low: { words: "Low", colour: "grey", swatch: "var(--text-3)" },
};

/** How many flags of each band, as bars against the fullest. */
export function ScoreBands({ bands }: { bands: readonly { band: ScoreBand; count: number }[] }) {
  const most = Math.max(1, ...bands.map(({ count }) => count));
  return (
    <ul className="grid gap-[8px] p-[12px]">
      {bands.map(({ band, count }) => (
        <li key={band} className="grid grid-cols-[132px_1fr_40px] items-center gap-[12px]">
          <span className="text-12">{BANDS[band].words}</span>
          <Progress
            percent={(count / most) * 100}
            label={`${BANDS[band].words}: ${count}`}
            colour={BANDS[band].colour}
          />
          <span className="text-right font-medium">{formatNumber(count)}</span>
        </li>
      ))}
    </ul>
  );
}

/** The square that stands for a band in a list. */
export function BandSwatch({ band }: { band: ScoreBand }) {
  return (
    <span
      role="img"
      aria-label={BANDS[band].words}
      className="inline-block size-[10px]"
      style={{ background: BANDS[band].swatch }}
    />
  );
}
