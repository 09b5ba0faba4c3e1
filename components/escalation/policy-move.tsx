"use client";

import { Icon } from "@/components/ui/icon";
import { useToast } from "@/components/ui/toast";
import { usePolicyOrder } from "./use-policy-order";

interface PolicyMoveProps {
  id: number;
  name: string;
  /** All policies in the order they are asked. */
  ids: readonly number[];
}

/** Asks a policy earlier or later. */
export function PolicyMove({ id, name, ids }: PolicyMoveProps) {
  const { run, isBusy } = usePolicyOrder();
  const toast = useToast();
  const place = ids.indexOf(id);
  const move = async (by: -1 | 1) => {
    const others = ids.filter((one) => one !== id);
    const moved = [...others.slice(0, place + by), id, ...others.slice(place + by)];
    const done = `${name} is asked at place ${place + by + 1}.`;
    const refused = await run({ path: "/positions", method: "PUT", body: { ids: moved }, done });
    if (refused !== null) toast({ status: "crit", text: refused.message });
  };
  return (
    <span className="policy-move">
      <button
        type="button"
        className="icon-button disabled:opacity-40"
        aria-label={`Ask ${name} earlier`}
        title={place === 0 ? "It is asked first already" : `Ask ${name} earlier`}
        disabled={isBusy || place === 0}
        onClick={() => move(-1)}
      >
        <Icon name="up" size={15} />
      </button>
      <button
        type="button"
        className="icon-button disabled:opacity-40"
        aria-label={`Ask ${name} later`}
        title={place === ids.length - 1 ? "Only the built-in one comes after it" : `Ask ${name} later`}
        disabled={isBusy || place === ids.length - 1}
        onClick={() => move(1)}
      >
        <Icon name="down" size={15} />
      </button>
    </span>
  );
}
