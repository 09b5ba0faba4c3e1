import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { SwitchBox } from "./switch-box";
import type { Editing } from "./use-preferences";

const LINES = [
  { name: "info_alerts", status: "info" },
  { name: "warning_alerts", status: "warn" },
  { name: "critical_alerts", status: "crit" },
  { name: "emergency_alerts", status: "emer" },
] as const;

/** Which severities reach a person at all. */
export function SeveritiesPanel({ draft, change }: Editing) {
  const follows = draft.emergency_alerts === null;
  return (
    <Panel title="Which alerts" note={follows ? "emergency follows critical" : undefined}>
      <div className="flex flex-wrap gap-x-[32px] gap-y-[4px] px-[12px] py-[8px]">
        {LINES.map(({ name, status }) => (
          <SwitchBox
            key={name}
            name={name}
            isOn={draft[name] ?? draft.critical_alerts}
            onSwitch={(isOn) => change({ [name]: isOn })}
          >
            <Badge status={status} />
          </SwitchBox>
        ))}
      </div>
    </Panel>
  );
}
