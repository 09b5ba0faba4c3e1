import { formatMoney } from "@/components/ui/figure";
import { Panel } from "@/components/ui/panel";
import { Sparkline } from "@/components/ui/sparkline";
import { Time } from "@/components/ui/time";
import type { AlertWire } from "@/lib/alerts/wire";

interface AlertMoneyProps {
  alert: Pick<AlertWire, "money_at_risk" | "status">;
  /** Its values minute by minute, oldest first. */
  line: readonly { total: string }[];
}

/** What the alert costs, how that is reckoned and how sure it is. Nothing where no income stands behind it. */
export function AlertMoney({ alert: { money_at_risk: money, status }, line }: AlertMoneyProps) {
  if (money === null) return null;
  const isOver = status === "resolved";
  return (
    <Panel title="Money at risk" note={<Note isOver={isOver} at={money.at} />}>
      <div className="flex flex-wrap items-center gap-x-[20px] gap-y-[8px] p-[12px]">
        <p>
          <span className="text-20 text-figure">{formatMoney(money.total, money.currency)}</span>{" "}
          {!isOver && <span className="text-text-2">+{formatMoney(money.per_minute, money.currency)} per min</span>}
        </p>
        {line.length > 1 && (
          <div className="min-w-[120px] flex-1">
            <Sparkline points={line.map(({ total }) => Number(total))} tone="money" />
          </div>
        )}
        <p className="basis-full text-13 text-text-2">
          {sentence(money.formula)} Confidence: {money.confidence}.
        </p>
      </div>
    </Panel>
  );
}

function Note({ isOver, at }: { isOver: boolean; at: string }) {
  return (
    <>
      {isOver ? "final, " : ""}
      <Time at={at} show="smart" />
    </>
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
