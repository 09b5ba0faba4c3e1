/** A blackjack table seen from the dealer: arcs, a scale, seats with a chip at the middle one. Decoration only. */
const CENTRE = { x: 330, y: -250 };
const ARCS = [
  [620, 0.34],
  [636, 0.16],
  [760, 0.34],
  [776, 0.16],
  [905, 0.34],
] as const;
const SEATS = [-32, -16, 0, 16, 32];
const SEAT_RADIUS = 840;
const TICKS = Array.from({ length: 61 }, (_, index) => index - 30);

export function FloorDrawing() {
  return (
    <svg width="660" height="900" viewBox="0 0 660 900" fill="none" stroke="var(--brand)" aria-hidden>
      {ARCS.map(([radius, opacity]) => (
        <circle key={radius} cx={CENTRE.x} cy={CENTRE.y} r={radius} strokeOpacity={opacity} />
      ))}
      {TICKS.map((tick) => (
        <line key={tick} {...tickOf(tick)} strokeOpacity={tick % 8 === 0 ? 0.6 : 0.3} />
      ))}
      {SEATS.map((angle) => (
        <Seat key={angle} angle={angle} />
      ))}
    </svg>
  );
}

function Seat({ angle }: { angle: number }) {
  const { x, y } = point(angle, SEAT_RADIUS);
  return (
    <g transform={`translate(${x} ${y}) rotate(${-angle})`}>
      <rect x="-34" y="-46" width="68" height="92" rx="8" strokeOpacity=".42" />
      {angle === 0 ? (
        <>
          <circle r="20" fill="var(--brand-solid)" stroke="none" />
          <circle r="17" stroke="var(--on-brand)" strokeWidth="5" strokeDasharray="8.9 8.9" />
          <circle r="11" fill="var(--brand-solid)" stroke="var(--on-brand)" strokeOpacity=".5" />
        </>
      ) : (
        <circle r="20" strokeOpacity=".28" />
      )}
    </g>
  );
}

function tickOf(tick: number) {
  const from = point(tick * 1.5, 698);
  const to = point(tick * 1.5, tick % 8 === 0 ? 682 : 690);
  return { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
}

/** Degrees from straight down, counted to the right; rounded so that server and browser write the same. */
function point(degrees: number, radius: number): { x: number; y: number } {
  const angle = (degrees * Math.PI) / 180;
  const round = (value: number) => Math.round(value * 10) / 10;
  return { x: round(CENTRE.x + radius * Math.sin(angle)), y: round(CENTRE.y + radius * Math.cos(angle)) };
}
