"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { useNow } from "@/components/ui/clock";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { gapWords } from "@/lib/on-call/in-words";
import { weekOf } from "@/lib/on-call/week-of";
import type { OnCallPage, RotationWire, ShiftsWire } from "@/lib/on-call/wire";
import { CalendarDialog } from "./calendar-dialog";
import { OnCallNow } from "./on-call-now";
import { onCallShifts } from "./on-call-queries";
import { OnCallWeek } from "./on-call-week";
import { OverrideDialog } from "./override-dialog";
import { OverrideList } from "./override-list";
import { EditRotation, NewRotation } from "./rotation-buttons";

const ADMINS_ONLY = "Only an admin of all brands can change rotations.";

/** Who is on call this week, and the ways to change it. */
export function OnCallPanel(page: OnCallPage) {
  const [chosen, setChosen] = useState<number | null>(null);
  const rotation = page.rotations.find(({ id }) => id === chosen) ?? page.rotations[0];
  if (rotation === undefined) return <NoRotation {...page} />;
  return <RotationPanel key={rotation.id} page={page} rotation={rotation} onChoose={setChosen} />;
}

function NoRotation({ people, viewer }: OnCallPage) {
  return (
    <Panel title="On call" foot={viewer.mayAdmin ? undefined : ADMINS_ONLY}>
      <Empty
        kind="nothing-yet"
        title="Nobody takes turns yet"
        step={viewer.mayAdmin ? <NewRotation people={people} variant="primary" /> : undefined}
      >
        A rotation says who is called first, and when the next one takes over.
      </Empty>
    </Panel>
  );
}

interface RotationPanelProps {
  page: OnCallPage;
  rotation: RotationWire;
  onChoose: (id: number) => void;
}

function RotationPanel({ page, rotation, onChoose }: RotationPanelProps) {
  const [offset, setOffset] = useState(0);
  const now = useNow();
  const zone = rotation.time_zone;
  const week = weekOf(zone, offset, new Date(now));
  const shown = useShifts(rotation, week, page.shifts);
  const layers = rotation.layers.map(({ name }) => name);
  const gaps = shown?.gaps ?? [];
  const coming = gaps.filter(({ to }) => Date.parse(to) > now);
  return (
    <Panel
      title={offset === 0 ? "On call, this week" : `On call, week of ${week.days[0]?.name}`}
      note={zone}
      aside={<WeekTools offset={offset} onMove={setOffset} {...{ page, rotation }} />}
      foot={<RotationTools {...{ page, rotation, onChoose }} />}
    >
      <div className="grid min-w-0 gap-[10px] p-[12px]">
        <OnCallWeek {...{ week, zone, layers, gaps, now }} shifts={shown?.shifts ?? []} />
        <OnCallNow now={page.now} rotationId={rotation.id} />
        {coming.length > 0 && (
          <Callout status="warn">
            {gapWords(
              { name: rotation.name, zone },
              coming.map(({ from, to }) => ({ from: new Date(Math.max(Date.parse(from), now)), to: new Date(to) })),
            )}
          </Callout>
        )}
        {page.now
          .filter(({ id }) => id === rotation.id)
          .flatMap(({ findings }) => findings)
          .map((finding) => (
            <Callout key={finding} status="warn">
              {finding}
            </Callout>
          ))}
        <OverrideList overrides={shown?.overrides ?? []} {...{ rotation, viewer: page.viewer }} />
      </div>
    </Panel>
  );
}

/** This week's come with the page; another week, or what changed, is read. The old week stays until the new one is there. */
function useShifts(rotation: RotationWire, { from, to }: { from: Date; to: Date }, first: ShiftsWire | null) {
  const span = { from: from.toISOString(), to: to.toISOString() };
  const isFirst = first?.rotation_id === rotation.id && first.from === span.from;
  const { data } = useQuery({
    ...onCallShifts({ id: rotation.id, version: rotation.version, ...span }),
    ...(isFirst ? { initialData: first } : {}),
  });
  return data;
}

interface WeekToolsProps {
  page: OnCallPage;
  rotation: RotationWire;
  offset: number;
  onMove: (offset: number) => void;
}

function WeekTools({ page, rotation, offset, onMove }: WeekToolsProps) {
  return (
    <>
      <button type="button" className="icon-button" aria-label="Week before" onClick={() => onMove(offset - 1)}>
        <Icon name="back" size={14} />
      </button>
      {offset !== 0 && (
        <Button variant="ghost" size="small" onClick={() => onMove(0)}>
          This week
        </Button>
      )}
      <button type="button" className="icon-button" aria-label="Week after" onClick={() => onMove(offset + 1)}>
        <Icon name="right" size={14} />
      </button>
      <OverrideDialog rotation={rotation} people={page.people} viewer={page.viewer} />
    </>
  );
}

function RotationTools({ page, rotation, onChoose }: RotationPanelProps) {
  const { rotations, people, viewer } = page;
  return (
    <div className="flex flex-1 flex-wrap items-center gap-[8px] py-[6px]">
      {rotations.length > 1 && (
        <select
          className="on-call-choice"
          aria-label="Rotation"
          value={rotation.id}
          onChange={({ target }) => onChoose(Number(target.value))}
        >
          {rotations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {rotations.length === 1 && <span>{rotation.name}</span>}
      <span className="flex-1" />
      <CalendarDialog rotation={rotation} />
      {viewer.mayAdmin && <EditRotation key={rotation.version} rotation={rotation} people={people} />}
      {viewer.mayAdmin && <NewRotation people={people} variant="ghost" />}
      {!viewer.mayAdmin && <span>{ADMINS_ONLY}</span>}
    </div>
  );
}
