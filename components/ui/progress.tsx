"use client";

import { ProgressBar } from "@tremor/react";

const COLOURS = {
  felt: "brand",
  sky: "sky",
  brass: "amber",
  slate: "blue",
  bone: "stone",
  grey: "gray",
  breach: "red",
} as const;
export type ProgressColour = keyof typeof COLOURS;

interface ProgressProps {
  /** 0 to 100. */
  percent: number;
  label: string;
  colour?: ProgressColour;
}

/** A share of a whole as a bar; its number stands beside it in words. */
export function Progress({ percent, label, colour = "sky" }: ProgressProps) {
  const value = Math.min(100, Math.max(0, percent));
  return (
    <ProgressBar
      value={value}
      color={COLOURS[colour]}
      className="progress"
      role="meter"
      aria-label={label}
      aria-valuenow={Math.round(value)}
      aria-valuemin={0}
      aria-valuemax={100}
    />
  );
}
