import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { toRoute } from "@/components/ui/route";

/** The crumb before a rule's name. */
export function BackToRules() {
  return (
    <Link href={toRoute("/rules")} className="flex items-center gap-[4px] text-text-2" aria-label="Back to the rules">
      <Icon name="back" size={18} className="md:hidden" />
      <span className="max-md:hidden">Rules</span>
      <Icon name="next" size={14} className="max-md:hidden" />
    </Link>
  );
}
