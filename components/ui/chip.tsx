import Link from "next/link";
import { Icon, type IconName } from "./icon";
import { toRoute } from "./route";

interface FacetChipProps {
  word: string;
  /** Where the list is without this facet, or with it. */
  href: string;
  active: boolean;
  icon?: IconName;
}

/** A filter kept in the URL; an active one carries a cross that clears it. */
export function FacetChip({ word, href, active, icon }: FacetChipProps) {
  const shown = active ? "close" : icon;
  return (
    <Link
      href={toRoute(href)}
      scroll={false}
      className={active ? "chip chip-on" : "chip"}
      aria-label={active ? `${word}: clear` : word}
    >
      {shown && <Icon name={shown} size={12} />}
      {word}
    </Link>
  );
}

interface ChoiceChipProps {
  word: string;
  chosen: boolean;
  onChoose: () => void;
}

/** One of several ready answers, big enough for a thumb. */
export function ChoiceChip({ word, chosen, onChoose }: ChoiceChipProps) {
  return (
    <button type="button" className="chip chip-touch" aria-pressed={chosen} onClick={onChoose}>
      {chosen && <Icon name="check" size={14} />}
      {word}
    </button>
  );
}
