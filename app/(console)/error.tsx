"use client";

import { Broken } from "@/components/shell/broken";
import { Page } from "@/components/shell/page";

export default function ConsoleError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Page title="Not loaded">
      <div className="panel flex-1">
        <Broken reference={error.digest} onRetry={reset} />
      </div>
    </Page>
  );
}
