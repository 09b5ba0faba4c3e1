import { Badge } from "@/components/ui/badge";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { type Column, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { RecentError } from "@/lib/dashboards/schema";
import { asSentence } from "@/lib/kernel/words";

/** The newest errors of the platform and of the console itself. */
export function RecentErrors({ errors }: { errors: readonly RecentError[] }) {
  return (
    <Panel title="Recent errors" note="newest first">
      {errors.length === 0 ? (
        <Empty kind="good" title="None">
          No error in the last 24 h.
        </Empty>
      ) : (
        <Table
          caption="Recent errors"
          columns={COLUMNS}
          rows={errors}
          keyOf={({ created_at, type, message }) => `${created_at} ${type} ${message}`}
        />
      )}
    </Panel>
  );
}

const COLUMNS: readonly Column<RecentError>[] = [
  { name: "At", cell: ({ created_at }) => <Time at={created_at} show="smart" /> },
  {
    name: "Severity",
    cell: ({ severity }) =>
      severity === "critical" ? <Badge status="crit" /> : <Badge status="warn" word={asSentence(severity)} />,
  },
  { name: "Type", cell: ({ type }) => <code className="mono">{type}</code> },
  { name: "From", cell: ({ source }) => (source === "pitboss" ? "Pitboss" : "Platform") },
  { name: "Message", cell: ({ message }) => <span className="whitespace-normal">{message}</span> },
];
