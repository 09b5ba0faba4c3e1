import { Empty } from "@/components/ui/empty";
import { formatNumber } from "@/components/ui/figure";
import { Panel } from "@/components/ui/panel";
import { Progress } from "@/components/ui/progress";
import { asSentence } from "@/lib/kernel/words";

interface CountListProps {
  title: string;
  note?: string;
  counts: Readonly<Record<string, number>>;
  /** What it means that there is none. */
  none: string;
}

/** How many of each type, the most first, with a bar against the most. */
export function CountList({ title, note, counts, none }: CountListProps) {
  const entries = Object.entries(counts).sort(([, a], [, b]) => b - a);
  const most = Math.max(1, ...entries.map(([, count]) => count));
  return (
    <Panel title={title} note={note}>
      {entries.length === 0 ? (
        <Empty kind="good" title="None">
          {none}
        </Empty>
      ) : (
        <ul className="grid gap-[8px] p-[12px]">
          {entries.map(([type, count]) => (
            <li key={type} className="grid grid-cols-[minmax(96px,1fr)_2fr_48px] items-center gap-[12px]">
              <span className="text-12">{asSentence(type)}</span>
              <Progress percent={(count / most) * 100} label={`${asSentence(type)}: ${count}`} />
              <span className="text-right font-medium">{formatNumber(count)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
