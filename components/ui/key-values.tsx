import type { ReactNode } from "react";

interface KeyValue {
  name: string;
  value: ReactNode;
  /** Quiet beside the name: what it is made of. */
  aid?: string;
  /** A total stands under a rule. */
  kind?: "plain" | "total";
}

export function KeyValues({ entries, size = "plain" }: { entries: readonly KeyValue[]; size?: "plain" | "large" }) {
  return (
    <dl className={size === "large" ? "key-values key-large" : "key-values"}>
      {entries.map(({ name, value, aid, kind }) => (
        <div key={name} className={kind === "total" ? "key-total" : undefined}>
          <dt>
            {name}
            {aid !== undefined && <small className="ml-[6px] text-12 text-text-3">{aid}</small>}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
