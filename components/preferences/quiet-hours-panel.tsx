"use client";

import { useNow, useZone } from "@/components/ui/clock";
import { Field, SelectField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { isTimeZone, wallTime } from "@/lib/kernel/zone";
import { describeNextQuiet } from "@/lib/preferences/quiet-hours";
import type { QuietHours } from "@/lib/preferences/schema";
import { type PreferencesWire, quietHoursOf } from "@/lib/preferences/wire";
import { QuietBar } from "./quiet-bar";
import { QuietDayRows } from "./quiet-days";
import { SwitchBox } from "./switch-box";
import type { Editing } from "./use-preferences";

/** When messages wait, drawn on a day from noon to noon. */
export function QuietHoursPanel(editing: Editing) {
  const { draft, change } = editing;
  const now = new Date(useNow());
  const viewerZone = useZone();
  const hours = drawable(draft);
  const next = describeNextQuiet(hours, now);
  const switchTo = (isOn: boolean) =>
    change({
      quiet_hours_enabled: isOn,
      quiet_start_time: draft.quiet_start_time ?? "22:00",
      quiet_end_time: draft.quiet_end_time ?? "08:00",
      time_zone: draft.time_zone ?? viewerZone,
    });
  const move = ({ start, end }: { start?: string; end?: string }) => {
    const [from, until] = [start ?? draft.quiet_start_time, end ?? draft.quiet_end_time];
    // Both handles at midnight: the whole day, which only 24:00 says.
    const to = from === "00:00" && until === "00:00" ? "24:00" : until;
    if (from !== to) change({ quiet_start_time: from, quiet_end_time: to });
  };

  return (
    <Panel
      title="Quiet hours"
      note={<span className="max-md:hidden">{noteOf(next)}</span>}
      aside={
        <SwitchBox name="quiet_hours_enabled" isOn={draft.quiet_hours_enabled} onSwitch={switchTo}>
          <span>Keep quiet hours</span>
        </SwitchBox>
      }
    >
      <div className="grid gap-[10px] px-[14px] py-[10px]">
        <QuietBar hours={hours} now={wallTime(now, hours?.zone ?? viewerZone)} onMove={move} />
        <Fields {...editing} />
        {draft.quiet_days !== null && <QuietDayRows {...editing} />}
        <p className="text-12 text-text-3" role="status">
          <span className="md:hidden">{next === null ? "" : `${sentence(noteOf(next))}. `}</span>
          {describePassing(draft)}
        </p>
      </div>
    </Panel>
  );
}

function Fields({ draft, change, errorOf }: Editing) {
  const field = (name: "quiet_start_time" | "quiet_end_time" | "time_zone") => ({
    name,
    autoComplete: "off",
    value: draft[name] ?? "",
    error: errorOf(name),
    onChange: ({ target }: { target: { value: string } }) => change({ [name]: target.value || null }),
  });
  return (
    <div className="grid grid-cols-2 items-start gap-[10px] md:grid-cols-[90px_90px_1fr_150px_auto]">
      <Field label="From" placeholder="22:00" maxLength={5} {...field("quiet_start_time")} />
      <Field
        label="To"
        placeholder="08:00"
        maxLength={5}
        title="24:00 is the end of the day"
        {...field("quiet_end_time")}
      />
      <Field label="Time zone" placeholder="Europe/Malta" {...field("time_zone")} />
      <SelectField
        name="quiet_days"
        label="Days"
        value={draft.quiet_days === null ? "every" : "own"}
        error={errorOf("quiet_days")}
        options={[
          { value: "every", word: "Every day" },
          { value: "own", word: "By weekday" },
        ]}
        onChange={({ target }) => change({ quiet_days: target.value === "every" ? null : {} })}
      />
      <div className="col-span-2 md:col-span-1 md:pt-[22px]">
        <SwitchBox
          name="critical_breaks_quiet"
          isOn={draft.critical_breaks_quiet}
          onSwitch={(isOn) => change({ critical_breaks_quiet: isOn })}
        >
          <span>Critical and above pass</span>
        </SwitchBox>
      </div>
    </div>
  );
}

function noteOf(next: string | null): string {
  if (next === null) return "off";
  return next.startsWith("now") ? next : `next: ${next}`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function describePassing({ quiet_hours_enabled, critical_breaks_quiet }: PreferencesWire): string {
  if (!quiet_hours_enabled) return "Nothing is held: every message comes when it is sent.";
  const passes = critical_breaks_quiet
    ? "Critical, emergency and player-safety alerts pass."
    : "Only player safety passes.";
  return `What is held comes as one message when they end. ${passes}`;
}

/** Null while they are off, or while what is typed is no zone or no period. */
function drawable(draft: PreferencesWire): QuietHours | null {
  const hours = quietHoursOf(draft);
  if (hours === null || hours.start === hours.end) return null;
  return draft.time_zone === null || isTimeZone(draft.time_zone) ? hours : null;
}
