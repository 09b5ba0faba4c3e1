"use client";

import { useNow, useZone } from "@/components/ui/clock";
import { Field } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { isTimeZone, wallTime } from "@/lib/kernel/zone";
import { describeNextQuiet } from "@/lib/preferences/quiet-hours";
import type { QuietHours } from "@/lib/preferences/schema";
import { type PreferencesWire, quietHoursOf } from "@/lib/preferences/wire";
import { QuietBar } from "./quiet-bar";
import { SwitchBox } from "./switch-box";
import type { Editing } from "./use-preferences";

/** When mail waits, drawn on a day from noon to noon. */
export function QuietHoursPanel({ draft, change, errorOf }: Editing) {
  const now = new Date(useNow());
  const viewerZone = useZone();
  const hours = drawable(draft);
  const zone = hours?.zone ?? viewerZone;
  const next = describeNextQuiet(hours, now);

  const switchTo = (isOn: boolean) =>
    change({
      quiet_hours_enabled: isOn,
      quiet_start_time: draft.quiet_start_time ?? "22:00",
      quiet_end_time: draft.quiet_end_time ?? "08:00",
      time_zone: draft.time_zone ?? viewerZone,
    });

  return (
    <Panel title="Quiet hours" note={noteOf(next)}>
      <div className="grid gap-[12px] p-[12px]">
        <SwitchBox name="quiet_hours_enabled" isOn={draft.quiet_hours_enabled} onSwitch={switchTo}>
          <span>Hold info and warnings until my quiet hours end, and send them as one message</span>
        </SwitchBox>
        <QuietBar hours={hours} now={wallTime(now, zone)} />
        <div className="grid items-start gap-[12px] md:grid-cols-3">
          <ClockField name="quiet_start_time" label="From" example="22:00" {...{ draft, change, errorOf }} />
          <ClockField name="quiet_end_time" label="To" example="08:00" {...{ draft, change, errorOf }} />
          <Field
            name="time_zone"
            label="Time zone"
            placeholder="Europe/Malta"
            autoComplete="off"
            value={draft.time_zone ?? ""}
            error={errorOf("time_zone")}
            onChange={({ target }) => change({ time_zone: target.value === "" ? null : target.value })}
          />
        </div>
        <p className="text-12 text-text-3">
          Critical, emergency and player-safety alerts break through. The alert's page says what was held, and until
          when.
        </p>
      </div>
    </Panel>
  );
}

interface ClockFieldProps extends Editing {
  name: "quiet_start_time" | "quiet_end_time";
  label: string;
  example: string;
}

function ClockField({ name, label, example, draft, change, errorOf }: ClockFieldProps) {
  return (
    <Field
      name={name}
      label={label}
      placeholder={example}
      autoComplete="off"
      maxLength={5}
      value={draft[name] ?? ""}
      error={errorOf(name)}
      onChange={({ target }) => change({ [name]: target.value === "" ? null : target.value })}
    />
  );
}

function noteOf(next: string | null): string {
  if (next === null) return "off";
  return next.startsWith("now") ? next : `next: ${next}`;
}

/** Null while they are off, or while what is typed is no zone or no period. */
function drawable(draft: PreferencesWire): QuietHours | null {
  const hours = quietHoursOf(draft);
  if (hours === null || hours.start === hours.end) return null;
  return draft.time_zone === null || isTimeZone(draft.time_zone) ? hours : null;
}
