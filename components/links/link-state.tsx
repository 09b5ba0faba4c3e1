import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import type { Status } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Time } from "@/components/ui/time";
import { assertNever } from "@/lib/kernel/errors";
import type { LinkStanding } from "@/lib/notifications/link-standing";
import { LinkAlert } from "./link-alert";

/** Where a link stands: what it asks, or why it cannot be used and what to do instead. */
export function LinkState({ standing, token }: { standing: LinkStanding; token: string }) {
  switch (standing.kind) {
    case "open":
      return (
        <>
          <h1 className="text-20 tracking-[-0.02em]">Will you take it on?</h1>
          <LinkAlert alert={standing.alert} />
          <form method="post" action="/a/acknowledge" className="grid gap-[10px]">
            <input type="hidden" name="token" value={token} />
            <button type="submit" className={buttonClass({ variant: "primary", size: "touch" })}>
              Acknowledge as {standing.account.name}
            </button>
            <p className="text-13 text-text-2">
              It stops the escalation and tells the others that you have it. This link is for you alone, works once, and
              ends <Time at={standing.expiresAt} show="moment" />.
            </p>
          </form>
          <OpenConsole alertId={standing.alert.id} />
        </>
      );
    case "used":
      return (
        <>
          <Headline status="ok">
            You acknowledged it at <Time at={standing.at} show="smart" />
          </Headline>
          <p className="text-text-2">{sinceThen(standing.alert.status)}</p>
          <LinkAlert alert={standing.alert} />
          <OpenConsole alertId={standing.alert.id} />
        </>
      );
    case "acknowledged":
      return (
        <>
          <Headline status="info">{standing.alert.acknowledgedBy ?? "Somebody"} has it already</Headline>
          <p className="text-text-2">
            {standing.alert.acknowledgedAt !== null && (
              <>
                Acknowledged at <Time at={standing.alert.acknowledgedAt} show="smart" />.{" "}
              </>
            )}
            There is nothing for you to do here. To help, open the alert and comment.
          </p>
          <LinkAlert alert={standing.alert} />
          <OpenConsole alertId={standing.alert.id} />
        </>
      );
    case "resolved":
      return (
        <>
          <Headline status="ok">It is over</Headline>
          <p className="text-text-2">
            The alert was resolved
            {standing.alert.resolvedAt !== null && (
              <>
                {" "}
                at <Time at={standing.alert.resolvedAt} show="smart" />
              </>
            )}
            . There is nothing to acknowledge any more.
          </p>
          <LinkAlert alert={standing.alert} />
          <OpenConsole alertId={standing.alert.id} />
        </>
      );
    case "expired":
      return (
        <>
          <Headline status="unk">This link has expired</Headline>
          <p className="text-text-2">
            It worked until <Time at={standing.at} show="moment" />, a day after its message. Sign in to see how the
            alert is now.
          </p>
          <OpenConsole />
        </>
      );
    case "refused":
      return (
        <>
          <Headline status="warn">This link cannot be used</Headline>
          <p className="text-text-2">{standing.words} Nothing was changed.</p>
          <OpenConsole />
        </>
      );
    case "broken":
      return (
        <>
          <Headline status="warn">This link is not whole</Headline>
          <p className="text-text-2">
            It was cut short or changed on its way, or is not ours. Open it from the message once more, or copy all of
            it, or sign in to the console. Nothing was changed.
          </p>
          <OpenConsole />
        </>
      );
    default:
      return assertNever(standing);
  }
}

function Headline({ status, children }: { status: Status; children: ReactNode }) {
  return (
    <div className="flex items-center gap-[10px]">
      <StatusIcon status={status} size={22} />
      <h1 className="text-20 tracking-[-0.02em]">{children}</h1>
    </div>
  );
}

function sinceThen(status: string): string {
  if (status === "acknowledged") return "The escalation has stopped. The link cannot be used again.";
  if (status === "resolved") return "The alert is resolved since. The link cannot be used again.";
  return "It was triggered again since, and the link cannot be used again: open the alert in the console to take it on.";
}

/** A plain link: this page works without scripts, and prefetching would ask for a page that needs a session. */
function OpenConsole({ alertId }: { alertId?: number }) {
  return (
    <p>
      <a className={buttonClass({})} href={alertId === undefined ? "/alerts" : `/alerts/${alertId}`}>
        <span>{alertId === undefined ? "Open the console" : "Open the alert in the console"}</span>
      </a>
    </p>
  );
}
