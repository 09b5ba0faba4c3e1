import type { Severity } from "@/lib/kernel/severity";

const KEY = "pitboss.sound";

/** Off until the viewer asks for it. */
export function isSoundOn(): boolean {
  return localStorage.getItem(KEY) === "on";
}

export function rememberSound(choice: "on" | "off"): void {
  localStorage.setItem(KEY, choice);
}

/** Tones in Hz, one after the other: the worse, the more of them. */
const TONES: Record<Severity, readonly number[]> = {
  info: [],
  warning: [660],
  critical: [660, 880],
  emergency: [660, 880, 660, 880],
};
const TONE_SECONDS = 0.16;

/** Plays a new alert's tones. A browser that has seen no click yet stays silent by its own rule. */
export function playAlert(severity: Severity): void {
  const context = new AudioContext();
  TONES[severity].forEach((frequency, index) => {
    const start = context.currentTime + index * TONE_SECONDS * 1.4;
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    oscillator.frequency.value = frequency;
    volume.gain.setValueAtTime(0.12, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + TONE_SECONDS);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(start + TONE_SECONDS);
  });
}
