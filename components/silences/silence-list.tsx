import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icon";
import { Tabs } from "@/components/ui/tabs";
import { Time } from "@/components/ui/time";
import { SILENCE_STATES, type SilenceState } from "@/lib/silences/schema";
import type { ShownSilence } from "@/lib/silences/wire";
import { HiddenAlertLine } from "./hidden-alert-line";
import type { SilenceViewer } from "./refusal-of";
import { SilenceActions } from "./silence-actions";
import { TimeLeft } from "./time-left";

interface SilenceListProps {
  silences: readonly ShownSilence[];
  state: SilenceState;
  viewer: SilenceViewer;
}

const WORDS: Record<SilenceState, string> = { active: "Active", scheduled: "Scheduled", ended: "Ended, 30 days" };
const EMPTY: Record<SilenceState, { title: string; words: string }> = {
  active: { title: "Nothing is silenced", words: "Every alert is told as its rule says." },
  scheduled: { title: "No window is planned", words: "Make one with “repeat”, or one that begins later." },
  ended: { title: "None ended in 30 days", words: "Ended silences stay here, with who made them and why." },
};

/** Silences of one state: why and for what, what each hides now, how long it lasts. */
export function SilenceList({ silences, state, viewer }: SilenceListProps) {
  const shown = silences.filter((silence) => silence.state === state);
  const tabs = SILENCE_STATES.map((one) => ({
    word: WORDS[one],
    href: one === "active" ? "/silences" : `/silences?state=${one}`,
    current: one === state,
    count: silences.filter((silence) => silence.state === one).length,
  }));
  return (
    <section className="panel" aria-label="Silences">
      <h2 className="sr-only">Silences</h2>
      <Tabs label="Silences" tabs={tabs} />
      {shown.length === 0 ? (
        <Empty kind={state === "active" ? "good" : "nothing-yet"} title={EMPTY[state].title}>
          {EMPTY[state].words}
        </Empty>
      ) : (
        <ul className="rows">
          {shown.map((silence) => (
            <li key={silence.id}>
              <SilenceRow silence={silence} viewer={viewer} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function SilenceRow({ silence, viewer }: { silence: ShownSilence; viewer: SilenceViewer }) {
  const { reason, about, schedule, created_by, hides, state, recurrence } = silence;
  return (
    <article
      className="grid gap-x-[16px] gap-y-[10px] p-[12px] md:grid-cols-[minmax(0,5fr)_minmax(0,5fr)_minmax(0,4fr)]"
      aria-label={reason}
    >
      <div className="flex min-w-0 gap-[10px]">
        <Icon name={recurrence === null ? "silence" : "retry"} size={16} className="mt-[2px] flex-none text-text-2" />
        <div className="min-w-0">
          <h3 className="break-words font-medium">{reason}</h3>
          <p className="break-words text-12 text-text-2">{about}</p>
          <p className="text-12 text-text-3">
            {schedule}. {created_by}
          </p>
        </div>
      </div>
      <div className="min-w-0">
        {hides.length === 0 ? (
          <p className="text-text-2">{state === "active" ? "Hides nothing now" : ""}</p>
        ) : (
          <ul className="grid gap-[4px]">
            {hides.slice(0, 5).map((alert) => (
              <HiddenAlertLine key={alert.id} alert={alert} />
            ))}
            {hides.length > 5 && <li className="text-12 text-text-3">and {hides.length - 5} more</li>}
          </ul>
        )}
      </div>
      <div className="grid content-start gap-[8px]">
        <Standing silence={silence} />
        {state !== "ended" && <SilenceActions silence={silence} viewer={viewer} />}
      </div>
    </article>
  );
}

function Standing({ silence }: { silence: ShownSilence }) {
  const { state, hides_until, starts_at, ends_at, next_starts_at, ended_at, ended_by, warn_minutes } = silence;
  if (state === "active" && hides_until !== null) {
    return <TimeLeft from={silence.recurrence === null ? starts_at : null} until={hides_until} warn={warn_minutes} />;
  }
  if (state === "scheduled") {
    return (
      <p>
        Begins <Time at={next_starts_at ?? starts_at} show="moment" />
      </p>
    );
  }
  return (
    <p className="text-text-2">
      Ended <Time at={ended_at ?? ends_at} show="moment" />
      {ended_by !== null && ` by ${ended_by}`}
    </p>
  );
}
