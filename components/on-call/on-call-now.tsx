"use client";

import { useQuery } from "@tanstack/react-query";
import { Time } from "@/components/ui/time";
import type { OnCallWire, RotationNow } from "@/lib/on-call/wire";
import { onCallNow } from "./on-call-queries";

/** Who is on call by a rotation now, a line a layer, with the next hand-off. */
export function OnCallNow({ now, rotationId }: { now: readonly RotationNow[]; rotationId: number }) {
  const { data } = useQuery({ ...onCallNow(), initialData: { rotations: [...now] } });
  const rotation = data.rotations.find(({ id }) => id === rotationId);
  if (rotation === undefined) return null;
  if (rotation.on_call.length === 0) return <p className="font-medium">Nobody is on call for {rotation.name} now.</p>;
  return (
    <ul className="grid gap-[2px]">
      {rotation.on_call.map((one) => (
        <li key={one.layer} className="text-text-2">
          {one.layer}: <Until {...one} />
        </li>
      ))}
    </ul>
  );
}

function Until({ name, until, next }: OnCallWire) {
  if (until === null) return <b className="font-medium text-text-1">{name}</b>;
  return (
    <>
      <b className="font-medium text-text-1">{name}</b> until <Time at={until} show="smart" />, then {next ?? "nobody"}
    </>
  );
}
