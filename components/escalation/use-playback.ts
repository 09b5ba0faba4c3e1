"use client";

import { useEffect, useState } from "react";

export const SPEEDS = ["1", "10", "60"] as const;
export type Speed = (typeof SPEEDS)[number];

const TICK_MS = 100;
/** Without motion the clock goes from one thing that happens to the next. */
const STILL_MS = 1_500;

export interface Playback {
  elapsed: number;
  isPlaying: boolean;
  speed: Speed;
  seek: (seconds: number) => void;
  toggle: () => void;
  setSpeed: (speed: Speed) => void;
}

/** The simulated clock: a simulated minute takes a second, at 10x a tenth of one. `stops` are the instants with something. */
export function usePlayback({ end, start, stops }: { end: number; start: number; stops: readonly number[] }): Playback {
  const [elapsed, setElapsed] = useState(Math.min(start, end));
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>("10");
  const isOver = elapsed >= end;

  useEffect(() => {
    if (!isPlaying || isOver) return;
    const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const next = (now: number) =>
      isStill ? (stops.find((stop) => stop > now) ?? end) : Math.min(end, now + (TICK_MS / 1_000) * 60 * Number(speed));
    const timer = setInterval(() => setElapsed(next), isStill ? STILL_MS : TICK_MS);
    return () => clearInterval(timer);
  }, [isPlaying, isOver, speed, end, stops]);

  useEffect(() => {
    if (isPlaying && !isOver) return;
    const url = new URL(window.location.href);
    url.searchParams.set("t", String(Math.round(elapsed)));
    window.history.replaceState(null, "", url);
  }, [elapsed, isPlaying, isOver]);

  return {
    elapsed,
    isPlaying: isPlaying && !isOver,
    speed,
    seek: (seconds) => setElapsed(Math.max(0, Math.min(end, seconds))),
    toggle: () => {
      if (isOver) setElapsed(0);
      setPlaying(!isPlaying || isOver);
    },
    setSpeed,
  };
}
