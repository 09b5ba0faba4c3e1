"use client";

import type { KeyboardEvent, PointerEvent } from "react";
import { minuteOf } from "@/lib/kernel/week-hours";
import { DAY, percent, placeOf, STEP, timeAt, timeOf } from "./quiet-place";

interface QuietHandleProps {
  label: string;
  /** `22:00`. */
  time: string;
  onMove: (time: string) => void;
}

const KEYS: Record<string, number> = {
  ArrowLeft: -STEP,
  ArrowDown: -STEP,
  ArrowRight: STEP,
  ArrowUp: STEP,
  PageDown: -60,
  PageUp: 60,
};

/** One end of the quiet hours, moved by pointer or arrow keys. */
export function QuietHandle({ label, time, onMove }: QuietHandleProps) {
  const minute = minuteOf(time);
  const press = (event: KeyboardEvent) => {
    const by = KEYS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onMove(timeOf(minute + by));
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const bar = event.currentTarget.closest("[data-quiet-bar]")?.getBoundingClientRect();
    if (bar === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onMove(timeAt((event.clientX - bar.left) / bar.width));
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className="quiet-handle"
      style={{ left: percent(placeOf(minute)) }}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={DAY - 1}
      aria-valuenow={minute}
      aria-valuetext={time}
      onKeyDown={press}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
    />
  );
}
