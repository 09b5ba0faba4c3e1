"use client";

import { Broken } from "@/components/shell/broken";

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main id="main" className="grid min-h-dvh place-items-center p-[16px]">
      <Broken reference={error.digest} onRetry={reset} />
    </main>
  );
}
