import { Panel } from "@/components/ui/panel";
import { TEMPLATE_VARIABLES, type TemplateValues } from "@/lib/notifications/template-variables";

/** What a template may name, in words, with what it stands for in the alert of the preview. */
export function VariableTable({ values }: { values: TemplateValues }) {
  return (
    <Panel title="Variables" note="what may stand between two braces, and its value for this alert">
      <dl className="variable-list">
        {TEMPLATE_VARIABLES.map(({ name, what }) => (
          <div key={name}>
            <dt>
              <code className="code-chip">{name}</code>
            </dt>
            <dd>
              {what}
              <small className="mono">{shown(values, name)}</small>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

const LONGEST = 90;

function shown(values: TemplateValues, name: keyof TemplateValues): string {
  const value = values[name];
  if (value === null) return "absent";
  const text =
    typeof value === "string" ? value : value.map((one) => (typeof one === "string" ? one : one.name)).join(", ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
