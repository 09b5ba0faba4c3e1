import { kindOf, type Occasion, type OccasionKind } from "./schema";

const WHY: Partial<Record<OccasionKind, string>> = {
  escalated: "told at once, since it was escalated",
  worsened: "told at once, since it got worse",
  unmuted: "told at once, since what hid it has ended",
  retriggered: "told at once, since its acknowledgement was taken back",
};

/** Why what a recipient's channel still holds of an alert need not be told once this occasion was; null where it must be. */
export function supersedes(occasion: Occasion): string | null {
  return WHY[kindOf(occasion)] ?? null;
}
