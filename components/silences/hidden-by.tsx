import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { toRoute } from "@/components/ui/route";
import { Time } from "@/components/ui/time";
import type { AlertWire } from "@/lib/alerts/wire";

/** Says that people are not told of an alert, by what and until when; nothing where they are. */
export function HiddenBy({ mute }: Pick<AlertWire, "mute">) {
  if (mute === null) return null;
  const where = mute.kind === "silence" ? "/silences" : mute.kind === "inhibition" ? `/alerts/${mute.id}` : null;
  return (
    <p className="callout text-13">
      <Icon name="silence" size={16} className="text-text-2" />
      <span className="flex-1">
        Hidden by {where === null ? mute.by : <Link href={toRoute(where)}>{mute.by}</Link>}
        {mute.until !== null && (
          <>
            {" "}
            until <Time at={mute.until} show="smart" />
          </>
        )}
        : it is recorded, and nobody is told. Its escalation waits.
      </span>
    </p>
  );
}
