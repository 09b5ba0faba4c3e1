import { Badge } from "@/components/ui/badge";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { type Column, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { MeasureWire } from "@/lib/measures/wire";
import { DeleteMeasure } from "./delete-measure";
import { MeasureEditor } from "./measure-editor";

interface MeasurePanelProps {
  measures: readonly MeasureWire[];
  /** Whether there is a secret to sign calls with. */
  signing: "ready" | "missing";
}

/** The signed calls that rules may name, for admins. */
export function MeasurePanel({ measures, signing }: MeasurePanelProps) {
  return (
    <Panel
      title="Protective measures"
      note="signed calls to the platform that a rule may name"
      aside={<MeasureEditor />}
    >
      {signing === "missing" && (
        <p className="p-[12px] text-text-2">
          No call is made yet: set WEBHOOK_SECRET, such as 32 random characters, and start the console again.
        </p>
      )}
      {measures.length === 0 ? (
        <Empty kind="nothing-yet" title="No measure yet">
          A measure acts on the platform when an alert is raised, such as routing cards around a provider. Add one, then
          name it in a rule.
        </Empty>
      ) : (
        <Table caption="Protective measures" columns={COLUMNS} rows={measures} keyOf={({ id }) => id} />
      )}
    </Panel>
  );
}

const COLUMNS: readonly Column<MeasureWire>[] = [
  { name: "Name", cell: ({ name }) => <span className="font-medium">{name}</span> },
  { name: "Calls", cell: ({ url }) => new URL(url).host },
  { name: "When an alert is", cell: ({ occasion }) => occasion },
  { name: "Mode", cell: (measure) => modeOf(measure) },
  { name: "Undo", cell: ({ undo_url }) => (undo_url === null ? "by hand" : "by call") },
  {
    name: "Changed",
    cell: ({ updated_at, changed_by }) => (
      <>
        <Time at={updated_at} show="smart" /> by {changed_by}
      </>
    ),
  },
  {
    name: "",
    align: "right",
    cell: (measure) => (
      <span className="inline-flex gap-[8px]">
        <MeasureEditor measure={measure} />
        <DeleteMeasure measure={measure} />
      </span>
    ),
  },
];

function modeOf({ is_active, is_dry_run, needs_approval }: MeasureWire) {
  if (!is_active) return <Badge status="unk" word="Off" />;
  if (is_dry_run) return <Badge status="info" word="Dry run" />;
  return <Badge status="ok" word={needs_approval ? "With approval" : "At once"} />;
}
