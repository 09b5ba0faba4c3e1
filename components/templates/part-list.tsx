import Link from "next/link";
import { Panel } from "@/components/ui/panel";
import { toRoute } from "@/components/ui/route";
import { StatusIcon } from "@/components/ui/status-icon";
import type { TemplateWire } from "@/lib/notifications/template-wire";
import { PART_NAMES, TEMPLATE_CHANNEL_NAMES } from "./part-words";

interface PartListProps {
  templates: readonly TemplateWire[];
  current: TemplateWire;
}

/** Every part that may be written, by channel, and whose words it has. */
export function PartList({ templates, current }: PartListProps) {
  const own = templates.filter((template) => !template.is_built_in).length;
  return (
    <Panel title="Parts" note={own === 0 ? "all built in" : `${own} of your own`}>
      <ul className="rows">
        {templates.map((template) => {
          const name = `${template.channel}/${template.part}`;
          const isCurrent = template.channel === current.channel && template.part === current.part;
          return (
            <li key={name} className={isCurrent ? "part-row part-current" : "part-row"}>
              <Link
                href={toRoute(`/settings/templates?part=${name}`)}
                scroll={false}
                aria-current={isCurrent ? "true" : undefined}
              >
                {TEMPLATE_CHANNEL_NAMES[template.channel]}, {PART_NAMES[name]?.toLowerCase().replace("html", "HTML")}
              </Link>
              <span className="ml-auto flex items-center gap-[5px] text-12 text-text-3">
                {template.fault !== null && <StatusIcon status="warn" size={13} />}
                {stateOf(template)}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function stateOf({ is_built_in, fault }: TemplateWire): string {
  if (is_built_in) return "built in";
  return fault === null ? "your own" : "breaks, built in is sent";
}
