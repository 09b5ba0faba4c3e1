import { Icon, type IconName } from "@/components/ui/icon";
import type { DecisionWire } from "@/lib/notifications/decision-wire";

type Gate = DecisionWire["gates"][number];

const MARK: Record<Gate["result"], { icon: IconName; word: string }> = {
  pass: { icon: "check", word: "passed" },
  hold: { icon: "held", word: "held" },
  skip: { icon: "notTold", word: "stopped" },
};

/** Every gate a message came through, in order, and the words of each. */
export function GateList({ gates }: { gates: readonly Gate[] }) {
  return (
    <ol className="gate-list">
      {gates.map(({ gate, result, reason }) => (
        <li key={gate} data-result={result}>
          <Icon name={MARK[result].icon} size={13} />
          <span className="gate">
            <span className="text-text-3">
              {gate}
              <span className="sr-only"> {MARK[result].word}</span>
            </span>{" "}
            <span>{reason}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
