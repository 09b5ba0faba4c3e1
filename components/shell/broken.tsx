"use client";

import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

interface BrokenProps {
  /** Next's digest of a server error: the same is in the log. */
  reference?: string;
  onRetry: () => void;
}

/** A part that could not be shown: says so, gives the reference and tries again. */
export function Broken({ reference, onRetry }: BrokenProps) {
  return (
    <Empty
      kind="error"
      title="This could not be loaded"
      step={
        <Button size="small" icon="retry" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {reference ? `Reference ${reference}.` : "The console did not answer."} What you saw before is unchanged.
    </Empty>
  );
}
