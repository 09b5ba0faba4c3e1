import type { ReactNode } from "react";

interface Fact {
  name: string;
  figure: ReactNode;
  /** Behind the figure, smaller: unit, duration, comparison. */
  aid?: ReactNode;
  kind?: "plain" | "money";
}

/** A few figures side by side, divided by hairlines. `inside` a panel it has no frame of its own. */
export function Facts({ facts, frame = "own" }: { facts: readonly Fact[]; frame?: "own" | "inside" }) {
  return (
    <dl className={frame === "inside" ? "facts facts-inside" : "facts"}>
      {facts.map(({ name, figure, aid, kind }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={kind === "money" ? "text-figure" : undefined}>
            {figure}
            {aid !== undefined && <em>{aid}</em>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
