"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { GateList } from "@/components/people/gate-list";
import { personHref } from "@/components/people/person-href";
import { alertDecisions } from "@/components/queries";
import { useShellSession } from "@/components/shell/session";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { ToldList } from "@/components/ui/told-list";
import type { DecisionWire } from "@/lib/notifications/decision-wire";
import type { NotificationWire } from "@/lib/notifications/wire";
import { MyTellingLine } from "./my-telling-line";
import { peopleTold, type ToldDecision } from "./people-told";

interface AlertToldProps {
  alertId: number;
  notifications: readonly NotificationWire[];
}

/** Who was told and who was not, and why; on demand with every gate on the way. */
export function AlertTold({ alertId, notifications }: AlertToldProps) {
  const people = peopleTold(notifications);
  const reached = people.filter(({ decisions }) => decisions.some(({ kind }) => kind === "reached")).length;
  const [isOpen, setOpen] = useState(false);
  const { data, isError } = useQuery({ ...alertDecisions({ id: alertId }), enabled: isOpen });
  const actor = useShellSession()?.actor;
  if (people.length === 0) return <NobodyYet />;
  return (
    <Panel
      title="Who was told, and who was not"
      note={`${reached} of ${people.length} reached`}
      aside={
        <Button size="small" variant="ghost" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? "Hide gates" : "Every gate"}
        </Button>
      }
    >
      <MyTellingLine notifications={notifications} />
      {isOpen && isError && <p className="px-[12px] py-[8px] text-text-2">The gates could not be read. Try again.</p>}
      <ToldList
        people={people.map(({ decisions, ...person }) => ({
          ...person,
          href: personHref(person.key, actor),
          lines: decisions.map((decision) => ({
            ...decision,
            outcome: (
              <Outcome decision={decision} full={isOpen ? data?.find(({ id }) => id === decision.key) : undefined} />
            ),
          })),
        }))}
      />
    </Panel>
  );
}

function NobodyYet() {
  return (
    <Panel title="Who was told, and who was not" note="0 of 0 reached">
      <Empty kind="nothing-yet" title="Nobody yet">
        The decision whom to tell follows within seconds of the alert.
      </Empty>
    </Panel>
  );
}

function Outcome({ decision: { word, at, why }, full }: { decision: ToldDecision; full: DecisionWire | undefined }) {
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
      {full !== undefined && <GateList gates={full.gates} />}
    </>
  );
}
