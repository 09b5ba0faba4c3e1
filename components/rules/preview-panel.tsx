"use client";

import { Legend } from "@/components/ui/chart/legend";
import type { TimeSeries } from "@/components/ui/chart/schema";
import { TimeSeriesChart } from "@/components/ui/chart/time-series-chart";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { previewSentence, previewSeries, whyEmpty } from "./preview-series";
import { readFault } from "./read-fault";
import type { RuleForm } from "./rule-form";
import type { PreviewJson } from "./rule-wire";
import type { usePreview } from "./use-preview";

interface PreviewPanelProps {
  form: RuleForm;
  preview: ReturnType<typeof usePreview>;
}

/** The last 24 h as the rule reads them, its levels, and where it would have fired. */
export function PreviewPanel({ form, preview }: PreviewPanelProps) {
  const { data, error, isComplete } = preview;
  const empty = data === undefined ? null : whyEmpty(data, form);
  const isShown = isComplete && data !== undefined && empty === null;
  const series = isShown ? previewSeries(data, form) : null;
  return (
    <Panel
      title="Preview"
      className="rule-preview"
      note={noteOf(data, series?.scale === "log")}
      aside={series === null ? undefined : <Legend entries={legendOf(series)} />}
      foot={isShown ? <span role="status">{previewSentence(data, form)}</span> : undefined}
    >
      {series !== null && <TimeSeriesChart label="What the rule reads" series={series} height={224} />}
      {series === null && <Nothing isComplete={isComplete} empty={empty} error={error} />}
    </Panel>
  );
}

interface NothingProps {
  isComplete: boolean;
  empty: { title: string; words: string } | null;
  error: Error | null;
}

function Nothing({ isComplete, empty, error }: NothingProps) {
  if (!isComplete)
    return (
      <Empty kind="nothing-yet" title="Give each level a threshold">
        The last 24 h show here as the rule would have read them.
      </Empty>
    );
  if (empty !== null)
    return (
      <Empty kind="nothing-yet" title={empty.title}>
        {empty.words}
      </Empty>
    );
  if (error === null) return <div className="h-[238px]" role="status" aria-label="Reading the last 24 h" />;
  return (
    <Empty kind="error" title="No preview">
      {readFault(error)?.message ?? error.message}
    </Empty>
  );
}

/** What is faint stands last. */
function legendOf({ lines }: TimeSeries) {
  return lines
    .map(({ name, tone }) => ({ name, tone }))
    .toSorted((a, b) => Number(a.tone === "ghost") - Number(b.tone === "ghost"));
}

function noteOf(data: PreviewJson | undefined, isLog: boolean): string {
  const count = data?.lines.length ?? 0;
  const all = data?.matching_series ?? 0;
  const which = all > count ? `, the ${count} nearest to a breach of ${all} series` : "";
  return `last 24 h${which}${isLog ? ", log scale" : ""}`;
}
