import { Icon } from "@/components/ui/icon";
import { Countdown, Time } from "@/components/ui/time";
import { MINUTE_MS } from "@/lib/kernel/time";
import type { ShownSilence } from "@/lib/silences/wire";
import type { SilenceViewer } from "./refusal-of";
import { SilenceActions } from "./silence-actions";

interface EndingBannerProps {
  silences: readonly ShownSilence[];
  viewer: SilenceViewer;
  /** When the page was read, ISO 8601. */
  at: string;
}

/** Silences about to end that still hide something: what is told then, unless somebody lengthens them. */
export function EndingBanner({ silences, viewer, at }: EndingBannerProps) {
  const ending = silences.filter((silence) => isEnding(silence, at));
  return ending.map((silence) => (
    <section key={silence.id} className="callout callout-warn flex-wrap" aria-label={`${silence.reason} ends soon`}>
      <Icon name="clock" size={18} className="st-warn" />
      <p className="min-w-[220px] flex-1">
        <b>{silence.reason}</b> ends in <Countdown to={silence.hides_until ?? at} /> and still hides{" "}
        {silence.hides.length} {silence.hides.length === 1 ? "alert" : "alerts"}. At{" "}
        <Time at={silence.hides_until ?? at} show="minute" /> what still burns is told.
      </p>
      <SilenceActions silence={silence} viewer={viewer} />
    </section>
  ));
}

function isEnding({ hides, hides_until, warn_minutes }: ShownSilence, at: string): boolean {
  if (hides.length === 0 || hides_until === null || warn_minutes === null) return false;
  return new Date(hides_until).getTime() - new Date(at).getTime() <= warn_minutes * MINUTE_MS;
}
