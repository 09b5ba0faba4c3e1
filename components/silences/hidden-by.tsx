import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { toRoute } from "@/components/ui/route";
import { Time } from "@/components/ui/time";
import type { AlertWire } from "@/lib/alerts/wire";

/** Says that people are not told of an open alert, by what and until when; where they are, the way to silence its like. */
export function HiddenBy({ alert, mayAct }: { alert: AlertWire; mayAct: boolean }) {
  const { id, mute, status } = alert;
  if (status === "resolved") return null;
  if (mute === null) return mayAct && alert.class === "ordinary" ? <SilenceLink id={id} /> : null;
  return (
    <p className="callout">
      <Icon name="silence" size={16} className="text-text-2" />
      <span className="flex-1">
        Hidden by <Hider mute={mute} />
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

function Hider({ mute }: { mute: NonNullable<AlertWire["mute"]> }) {
  const href = { silence: "/silences", inhibition: `/alerts/${mute.id}`, snooze: null }[mute.kind];
  if (href === null) return mute.by;
  return (
    <Link href={toRoute(href)} className="underline">
      {mute.by}
    </Link>
  );
}

function SilenceLink({ id }: { id: number }) {
  return (
    <div>
      <ButtonLink size="small" variant="ghost" icon="silence" href={`/silences?alert=${id}`}>
        Silence alerts like this
      </ButtonLink>
    </div>
  );
}
