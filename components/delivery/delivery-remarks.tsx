import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import { toRoute } from "@/components/ui/route";
import { Age } from "@/components/ui/time";
import type { DeliveryReport } from "@/lib/notifications/delivery-wire";

/** Which channels refuse, and what waits longest, in words; nothing where all is well. */
export function DeliveryRemarks({ report: { attempts, oldestWaiting } }: { report: DeliveryReport }) {
  const refusing = attempts.filter(({ retries, failures }) => retries + failures > 0);
  return (
    <>
      {oldestWaiting !== null && (
        <Callout status={oldestWaiting.attempts > 0 ? "warn" : "info"}>
          The message that has waited longest is{" "}
          <Link href={toRoute(`/alerts/${oldestWaiting.alertId}`)}>alert A-{oldestWaiting.alertId}</Link> by{" "}
          {oldestWaiting.channel} to {oldestWaiting.name}: it was to leave <Age at={oldestWaiting.dueAt} /> ago, after{" "}
          {oldestWaiting.attempts === 1 ? "1 attempt" : `${oldestWaiting.attempts} attempts`}
          {oldestWaiting.lastError === null ? "." : `: ${oldestWaiting.lastError}`}
        </Callout>
      )}
      {refusing.map(({ channel, retries, failures, deliveries, lastWord }) => (
        <Callout key={channel} status={failures > 0 ? "crit" : "warn"}>
          {channel} refused {retries + failures} of {retries + failures + deliveries} attempts
          {failures > 0 ? `, ${failures} of them for good` : ", and each was or will be tried again"}
          {lastWord === null ? "." : `. Its last word: ${lastWord}`}
        </Callout>
      ))}
    </>
  );
}
