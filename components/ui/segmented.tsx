import Link from "next/link";
import { toRoute } from "./route";

interface Segment {
  word: string;
  href: string;
  current: boolean;
}

/** A choice kept in the URL. `label` names it for assistive technology. */
export function SegmentedLinks({ label, segments }: { label: string; segments: readonly Segment[] }) {
  return (
    <nav className="segmented" aria-label={label}>
      {segments.map(({ word, href, current }) => (
        <Link key={word} href={toRoute(href)} scroll={false} aria-current={current ? "true" : undefined}>
          {word}
        </Link>
      ))}
    </nav>
  );
}

interface SegmentedButtonsProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; word: string }[];
  onChoose: (value: Value) => void;
}

/** A choice that lasts as long as the view. */
export function SegmentedButtons<Value extends string>({
  label,
  value,
  options,
  onChoose,
}: SegmentedButtonsProps<Value>) {
  return (
    <fieldset className="segmented" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChoose(option.value)}
        >
          {option.word}
        </button>
      ))}
    </fieldset>
  );
}
