"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { silencePreview } from "@/components/queries";
import { Icon } from "@/components/ui/icon";
import { StatusIcon } from "@/components/ui/status-icon";
import { Time } from "@/components/ui/time";
import { HIDEABLE } from "@/lib/silences/schema";
import type { SilencePreview } from "@/lib/silences/wire";
import type { bodyOf } from "./draft";
import { HiddenAlertLine } from "./hidden-alert-line";
import { useSettled } from "./use-settled";

const SETTLE_MS = 300;
const COLOURS = { info: "var(--info)", warning: "var(--warn)", critical: "var(--crit)" } as const;

interface SilencePreviewProps {
  body: ReturnType<typeof bodyOf>;
  mayMake: boolean;
}

/** What the silence of the form would hide now and would have hidden, and who would not be told. */
export function SilencePreviewPanel({ body: { reason: _reason, ...body }, mayMake }: SilencePreviewProps) {
  const written = JSON.stringify(body);
  const asked = useSettled(written, SETTLE_MS);
  const isNamed = body.matchers.length > 0;
  const enabled = mayMake && isNamed && asked === written;
  const { data, error } = useQuery({ ...silencePreview(asked), enabled, placeholderData: keepPreviousData });
  return (
    <section className="grid gap-[12px] border-line border-t p-[12px]" aria-label="Preview" aria-live="polite">
      {!isNamed ? (
        <p className="text-text-2">Say what it is about: a silence of everything is refused.</p>
      ) : error !== null ? (
        <p className="flex items-start gap-[8px] text-text-2">
          <Icon name="about" size={14} className="mt-[2px] flex-none" />
          {sentenceOf(error.message)}
        </p>
      ) : data === undefined ? (
        <p className="text-text-3">
          {mayMake ? "Looking at what it would hide…" : "Only who may hide sees a preview."}
        </p>
      ) : (
        <Preview preview={data} />
      )}
    </section>
  );
}

/** The API names the field before its words; the form's controls carry no such names. */
function sentenceOf(message: string): string {
  const words = message.replace(/^[a-z_]+(\.\w+)*: /, "");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;
}

function Preview({ preview }: { preview: SilencePreview }) {
  const { hides_now, hides_now_count, would_have_hidden: past, next_occurrences, not_told, refused } = preview;
  const counts = HIDEABLE.filter((severity) => past.by_severity[severity] > 0).map(
    (severity) => `${past.by_severity[severity]} ${severity}`,
  );
  return (
    <>
      <h3 className="font-medium">It would hide now</h3>
      {hides_now.length === 0 ? (
        <p className="text-text-2">Nothing that is open.</p>
      ) : (
        <ul className="grid gap-[4px]">
          {hides_now.slice(0, 5).map((alert) => (
            <HiddenAlertLine key={alert.id} alert={alert} />
          ))}
          {hides_now_count > 5 && <li className="text-12 text-text-3">and {hides_now_count - 5} more</li>}
        </ul>
      )}
      <div className="flex flex-wrap justify-between gap-x-[12px]">
        <h3 className="font-medium">It would have hidden in {past.days} days</h3>
        <span className="text-text-2">{counts.length === 0 ? "nothing" : counts.join(", ")}</span>
      </div>
      <PastDays preview={preview} />
      {refused > 0 && (
        <p className="callout callout-warn">
          <StatusIcon status="warn" size={16} />
          <span>
            {refused === 1 ? "One player-safety alert matches" : `${refused} player-safety alerts match`} and would be
            told all the same.
          </span>
        </p>
      )}
      {next_occurrences.length > 1 && <Occurrences occurrences={next_occurrences} />}
      {not_told.length > 0 && <NotTold told={not_told} />}
    </>
  );
}

function PastDays({ preview: { would_have_hidden: past } }: { preview: SilencePreview }) {
  const most = Math.max(1, ...past.by_day.map(({ info, warning, critical }) => info + warning + critical));
  return (
    <figure>
      <div className="silence-days" aria-hidden>
        {past.by_day.map((day) => (
          <span key={day.day}>
            {HIDEABLE.map((severity) => (
              <span
                key={severity}
                style={{ height: `${(100 * day[severity]) / most}%`, background: COLOURS[severity] }}
              />
            ))}
          </span>
        ))}
      </div>
      <div className="mt-[4px] grid auto-cols-fr grid-flow-col gap-[6px] text-center text-11 text-text-3" aria-hidden>
        {past.by_day.map(({ day }) => (
          <span key={day}>{day.slice(8)}</span>
        ))}
      </div>
      <figcaption className="sr-only">
        {past.by_day.map((day) => `${day.day}: ${day.info + day.warning + day.critical}`).join(", ")}
      </figcaption>
    </figure>
  );
}

function Occurrences({ occurrences }: { occurrences: SilencePreview["next_occurrences"] }) {
  return (
    <>
      <h3 className="font-medium">When it hides</h3>
      <ul className="flex flex-wrap gap-x-[16px] text-13 text-text-2">
        {occurrences.map(({ starts_at, ends_at }) => (
          <li key={starts_at}>
            <Time at={starts_at} show="moment" /> to <Time at={ends_at} show="minute" />
          </li>
        ))}
      </ul>
    </>
  );
}

function NotTold({ told }: { told: SilencePreview["not_told"] }) {
  return (
    <>
      <h3 className="font-medium">Who would not be told</h3>
      <ul className="grid gap-[4px] text-13">
        {told.slice(0, 8).map(({ channel, name }) => (
          <li key={`${channel} ${name}`} className="flex justify-between gap-[12px]">
            <span className="min-w-0 break-words">{name}</span>
            <span className="flex-none text-text-3">{channel === name ? "the channel" : channel}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
