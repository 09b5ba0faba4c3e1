import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { ToldList } from "@/components/ui/told-list";
import type { NotificationWire } from "@/lib/notifications/wire";
import { peopleTold, type ToldDecision } from "./people-told";

/** Who was told and who was not, and why. */
export function AlertTold({ notifications }: { notifications: readonly NotificationWire[] }) {
  const people = peopleTold(notifications);
  const reached = people.filter(({ decisions }) => decisions.some(({ kind }) => kind === "reached")).length;
  return (
    <Panel title="Who was told, and who was not" note={`${reached} of ${people.length} reached`}>
      {people.length === 0 ? (
        <Empty kind="nothing-yet" title="Nobody yet">
          The decision whom to tell follows within seconds of the alert.
        </Empty>
      ) : (
        <ToldList
          people={people.map(({ decisions, ...person }) => ({
            ...person,
            lines: decisions.map((decision) => ({ ...decision, outcome: <Outcome decision={decision} /> })),
          }))}
        />
      )}
    </Panel>
  );
}

function Outcome({ decision: { word, at, why } }: { decision: ToldDecision }) {
  return (
    <>
      {word}
      {at !== null && (
        <>
          {" "}
          <Time at={at} />
        </>
      )}
      {why !== null && `: ${why}`}
    </>
  );
}
