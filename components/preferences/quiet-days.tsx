import type { Weekday } from "@/lib/kernel/week";
import { SwitchBox } from "./switch-box";
import type { Editing } from "./use-preferences";

/** From Monday, as people here count. */
const DAYS: readonly { day: Weekday; name: string }[] = [
  { day: "mon", name: "Monday" },
  { day: "tue", name: "Tuesday" },
  { day: "wed", name: "Wednesday" },
  { day: "thu", name: "Thursday" },
  { day: "fri", name: "Friday" },
  { day: "sat", name: "Saturday" },
  { day: "sun", name: "Sunday" },
];

const ALL_DAY = { start: "00:00", end: "24:00" };
const EVENING = { start: "22:00", end: "08:00" };

/** Quiet hours of each weekday they begin on; one that says nothing has the usual. */
export function QuietDayRows({ draft, change }: Editing) {
  const days = draft.quiet_days ?? {};
  const usual = { start: draft.quiet_start_time ?? "22:00", end: draft.quiet_end_time ?? "08:00" };
  return (
    <ul className="grid gap-[2px]" aria-label="Quiet hours by weekday">
      {DAYS.map(({ day, name }) => {
        const own = days[day] === undefined ? usual : days[day];
        const set = (hours: { start: string; end: string } | null) => change({ quiet_days: { ...days, [day]: hours } });
        return (
          <li key={day} className="flex flex-wrap items-center gap-x-[12px]">
            <span className="w-[150px]">
              <SwitchBox name={`quiet_${day}`} isOn={own !== null} onSwitch={(isOn) => set(isOn ? usual : null)}>
                <span>{name}</span>
              </SwitchBox>
            </span>
            {own === null ? (
              <span className="text-12 text-text-3">no quiet hours begin that day</span>
            ) : isAllDay(own) ? (
              <AllDayBox day={day} name={name} isOn onSwitch={() => set(isAllDay(usual) ? EVENING : usual)} />
            ) : (
              <span className="flex items-center gap-[8px] text-text-2">
                <TimeInput label={`${name} from`} time={own.start} onChange={(start) => set({ ...own, start })} />
                to
                <TimeInput label={`${name} to`} time={own.end} onChange={(end) => set({ ...own, end })} />
                <AllDayBox day={day} name={name} isOn={false} onSwitch={() => set(ALL_DAY)} />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function isAllDay({ start, end }: { start: string; end: string }): boolean {
  return start === ALL_DAY.start && end === ALL_DAY.end;
}

interface AllDayBoxProps {
  day: Weekday;
  name: string;
  isOn: boolean;
  onSwitch: () => void;
}

function AllDayBox({ day, name, isOn, onSwitch }: AllDayBoxProps) {
  return (
    <SwitchBox name={`quiet_${day}_all_day`} isOn={isOn} onSwitch={onSwitch}>
      <span>
        All day<span className="sr-only"> on {name}</span>
      </span>
    </SwitchBox>
  );
}

function TimeInput({ label, time, onChange }: { label: string; time: string; onChange: (time: string) => void }) {
  return (
    <span className="field w-[74px]">
      <input
        aria-label={label}
        value={time}
        maxLength={5}
        autoComplete="off"
        onChange={({ target }) => onChange(target.value)}
      />
    </span>
  );
}
