"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { z } from "zod";
import { KEYS, quietReport } from "@/components/queries";
import { callApi } from "@/components/read-api";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Time } from "@/components/ui/time";
import type { HeldAlert } from "@/lib/preferences/quiet-report";

/** What somebody's quiet hours held, on the first visit after them; gone once it is dismissed. */
export function QuietReportPanel() {
  const { data: report } = useQuery(quietReport());
  const queries = useQueryClient();
  const seeing = useMutation({
    mutationFn: (until: string) =>
      callApi({
        path: "/observability/preferences/quiet-report/seen",
        method: "POST",
        body: { until },
        schema: z.unknown(),
      }),
    onSuccess: () => queries.setQueryData(KEYS.quietReport, null),
  });
  if (report === undefined || report === null) return null;
  const { alerts, until } = report;
  return (
    <Panel
      title="While you were quiet"
      note={summaryOf(alerts)}
      aside={
        <Button size="small" variant="ghost" disabled={seeing.isPending} onClick={() => seeing.mutate(until)}>
          Dismiss
        </Button>
      }
    >
      <ul className="rows max-h-[240px] overflow-y-auto">{alerts.map(reportLine)}</ul>
      <p role="status" className="px-[12px] text-12 text-text-2 empty:hidden">
        {seeing.error?.message}
      </p>
    </Panel>
  );
}

function reportLine(alert: HeldAlert) {
  const { alert_id, title, severity, held_at } = alert;
  return (
    <li key={alert_id} className="flex min-h-[36px] items-center gap-[10px] px-[12px]">
      <StatusIcon status={statusOfSeverity(severity)} size={14} label={severity} />
      <Link href={`/alerts/${alert_id}`} className="min-w-0 flex-1 py-[6px] text-text-1">
        {title} <span className="text-12 text-text-3">{outcomeOf(alert)}</span>
      </Link>
      <span className="text-12 text-text-3">
        <Time at={held_at} show="smart" />
      </span>
    </li>
  );
}

function summaryOf(alerts: readonly HeldAlert[]): string {
  const count = alerts.length === 1 ? "1 alert was held" : `${alerts.length} alerts were held`;
  const over = alerts.filter(({ status }) => status === "resolved").length;
  return over === 0 ? count : `${count}, ${over} of them resolved meanwhile`;
}

function outcomeOf({ status, taken_by, channels }: HeldAlert): string {
  if (status === "resolved")
    return taken_by === null ? "resolved, nobody had to take it" : `taken by ${taken_by}, resolved`;
  const taken = taken_by === null ? "still open, nobody has it" : `taken by ${taken_by}`;
  return channels.length === 0 ? taken : `${taken}; in your digest`;
}
