import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { toRoute } from "@/components/ui/route";
import type { Routing } from "@/lib/notifications/house";
import { listOf } from "@/lib/rules/describe";
import { CHANNEL_NAMES } from "./channel-words";
import { RoutingForm } from "./routing-form";

interface RoutingPanelProps {
  routing: Routing & { updated_at: string | null; updated_by: string | null };
  defaults: Routing;
  isDefault: boolean;
  rules: readonly { id: number; name: string; channels: readonly (keyof Routing)[] | null }[];
  unready: readonly string[];
  mayChange: boolean;
}

/** Who gets which severity, and which rules use channels of their own instead. */
export function RoutingPanel({ routing, defaults, isDefault, rules, unready, mayChange }: RoutingPanelProps) {
  const { updated_at, updated_by, ...floors } = routing;
  const note = isDefault ? "default routing" : `changed by ${updated_by ?? "an admin"}`;
  return (
    <Panel
      title="Who gets which severity"
      note={note}
      foot={
        <div className="note-line py-[9px]">
          <Icon name="lock" size={13} className="text-text-3" />
          <span>
            A rule that names channels uses exactly those beside the log and the console, and an escalation adds those
            of the new severity. <RuleNames rules={rules} />
          </span>
        </div>
      }
    >
      <RoutingForm
        key={updated_at ?? "default"}
        routing={floors}
        defaults={defaults}
        updatedAt={updated_at}
        unready={unready}
        mayChange={mayChange}
      />
    </Panel>
  );
}

function RuleNames({ rules }: Pick<RoutingPanelProps, "rules">) {
  if (rules.length === 0) return <>No rule does.</>;
  return (
    <details className="inline">
      <summary className="inline cursor-pointer text-link">
        {rules.length === 1 ? "One rule does." : `${rules.length} rules do.`}
      </summary>
      <ul className="mt-[6px] grid gap-[2px]">
        {rules.map(({ id, name, channels }) => (
          <li key={id}>
            <Link href={toRoute(`/rules/${id}`)} className="text-link">
              {name}
            </Link>{" "}
            {listOf((channels ?? []).map((channel) => CHANNEL_NAMES[channel]))}
          </li>
        ))}
      </ul>
    </details>
  );
}
