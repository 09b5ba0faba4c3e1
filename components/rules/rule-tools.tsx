import { BlockedButton, ButtonLink, buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

/** What can be done with the whole list. */
export function RuleTools({ locked }: { locked: string | null }) {
  return (
    <div className="flex flex-wrap items-center gap-[8px]">
      {locked === null ? (
        <ButtonLink variant="primary" icon="add" href="/rules/new">
          New rule
        </ButtonLink>
      ) : (
        <BlockedButton icon="add" reason={locked}>
          New rule
        </BlockedButton>
      )}
      <a className={buttonClass({ variant: "ghost" })} href="/api/v1/observability/rules/export" download>
        <Icon name="log" size={14} />
        <span>Export as YAML</span>
      </a>
    </div>
  );
}
