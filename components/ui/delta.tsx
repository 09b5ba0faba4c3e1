import { Icon } from "./icon";

export interface DeltaProps {
  /** The change itself; only its sign is used. Up or down is neither good nor bad: the state says that. */
  change: number;
  /** Its size with its unit: `17.8 pt`. */
  text: string;
}

const WORDS = { up: "up", down: "down", same: "unchanged," } as const;

export function Delta({ change, text }: DeltaProps) {
  const direction = change > 0 ? "up" : change < 0 ? "down" : "same";
  return (
    <span className="delta">
      <Icon name={direction} size={11} />
      <span className="sr-only">{WORDS[direction]} </span>
      {text}
    </span>
  );
}
