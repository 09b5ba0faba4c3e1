interface CountBar {
  name: string;
  count: number;
  /** Whether its name stands under it. */
  isTick: boolean;
}

/** How many of each, as bars drawn on the server. A sentence says the same. */
export function CountBars({ label, bars }: { label: string; bars: readonly CountBar[] }) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <figure className="count-bars">
      <div aria-hidden>
        {bars.map(({ name, count, isTick }) => (
          <span key={name} title={`${name}: ${count}`}>
            <b>{count > 0 ? count : ""}</b>
            <i style={{ height: `${(count / most) * 100}%` }} />
            <small>{isTick ? name : ""}</small>
          </span>
        ))}
      </div>
      <figcaption className="sr-only">
        {label}. {bars.map(({ name, count }) => `${name}: ${count}`).join(", ")}
      </figcaption>
    </figure>
  );
}
