import { Panel } from "@/components/ui/panel";
import { describeGrouping } from "@/lib/alerts/describe-grouping";
import type { Grouping } from "@/lib/alerts/group";
import { GroupingForm } from "./grouping-form";

/** What alerts are told together by: in words for everybody, with its fields for an admin. */
export function GroupingPanel({ grouping, mayChange }: { grouping: Grouping; mayChange: boolean }) {
  return (
    <Panel title="Grouping" note="which alerts are told together">
      {mayChange ? (
        <GroupingForm grouping={grouping} />
      ) : (
        <div className="grid gap-[4px] p-[12px]">
          <p>{describeGrouping(grouping)}</p>
          <p className="text-text-3">An emergency waits for nothing. Only an admin of all brands can change this.</p>
        </div>
      )}
    </Panel>
  );
}
