import type { Status } from "@/components/ui/status";
import type { Tone } from "./schema";

/** Resolved colours: a canvas knows no custom properties. */
export interface Palette {
  tones: Record<Tone, string>;
  statuses: Record<Status, string>;
  surface: string;
  line: string;
  tick: string;
  text2: string;
  text3: string;
  fontFamily: string;
}

const TONES: Record<Tone, string> = {
  c1: "--c1",
  c3: "--c3",
  c4: "--c4",
  c5: "--c5",
  c6: "--c6",
  money: "--money",
  ghost: "--ghost",
  expected: "--text-2",
  strong: "--text-1",
};

/** Reads the colours of the theme that shows now, beneath `host`. */
export function readPalette(host: HTMLElement): Palette {
  const probe = document.createElement("span");
  host.append(probe);
  const colour = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const tone = (name: Tone) => colour(TONES[name]);
  const palette: Palette = {
    tones: {
      c1: tone("c1"),
      c3: tone("c3"),
      c4: tone("c4"),
      c5: tone("c5"),
      c6: tone("c6"),
      money: tone("money"),
      ghost: tone("ghost"),
      expected: tone("expected"),
      strong: tone("strong"),
    },
    statuses: {
      ok: colour("--ok"),
      info: colour("--info"),
      unk: colour("--unk"),
      warn: colour("--warn"),
      crit: colour("--crit"),
      emer: colour("--emer"),
    },
    surface: colour("--surface-1"),
    line: colour("--line"),
    tick: colour("--line-2"),
    text2: colour("--text-2"),
    text3: colour("--text-3"),
    fontFamily: getComputedStyle(host).fontFamily,
  };
  probe.remove();
  return palette;
}
