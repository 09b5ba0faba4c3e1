interface ClockFaceProps {
  /** Hours and minutes that the hands show. */
  hour: number;
  minute: number;
  /** Where the alert was raised, in minutes after twelve, and what happened or is to come since, in minutes after that. */
  raisedMinute: number;
  elapsedMinutes: number;
  stops: readonly number[];
  label: string;
}

const CENTRE = 66;
const HALF_DAY = 720;

/** A clock with hands at the simulated instant; the sector is the time since the alert was raised, a dot each thing that happens. */
export function ClockFace({ hour, minute, raisedMinute, elapsedMinutes, stops, label }: ClockFaceProps) {
  const shown = stops.filter((stop) => stop < HALF_DAY);
  return (
    <svg className="clock-face" width="132" height="132" viewBox="0 0 132 132" role="img" aria-label={label}>
      <circle className="clock-plate" cx={CENTRE} cy={CENTRE} r="58" />
      {Array.from({ length: 12 }, (_, hourMark) => (
        <Mark key={`mark ${hourMark * 30}`} degrees={hourMark * 30} />
      ))}
      <path className="clock-since" d={sector(raisedMinute, Math.min(elapsedMinutes, HALF_DAY - 1))} />
      {shown.map((stop) => {
        const [x, y] = at((raisedMinute + stop) / 2, 58);
        return (
          <circle key={stop} className={stop <= elapsedMinutes ? "clock-past" : "clock-due"} cx={x} cy={y} r="3.2" />
        );
      })}
      <Hand degrees={((hour % 12) + minute / 60) * 30} length={28} width={3} />
      <Hand degrees={minute * 6} length={43} width={2} />
      <circle className="clock-pin" cx={CENTRE} cy={CENTRE} r="3" />
    </svg>
  );
}

function Mark({ degrees }: { degrees: number }) {
  const [x1, y1] = at(degrees, 54);
  const [x2, y2] = at(degrees, 47);
  return <line className="clock-mark" x1={x1} y1={y1} x2={x2} y2={y2} />;
}

function Hand({ degrees, length, width }: { degrees: number; length: number; width: number }) {
  const [x, y] = at(degrees, length);
  return <line className="clock-hand" x1={CENTRE} y1={CENTRE} x2={x} y2={y} strokeWidth={width} />;
}

/** Minutes of half a day, half a degree each, clockwise from twelve. */
function sector(from: number, length: number): string {
  const [x1, y1] = at(from / 2, 50);
  const [x2, y2] = at((from + length) / 2, 50);
  return `M${CENTRE} ${CENTRE}L${x1} ${y1}A50 50 0 ${length > HALF_DAY / 2 ? 1 : 0} 1 ${x2} ${y2}Z`;
}

function at(degrees: number, radius: number): [string, string] {
  const angle = (degrees * Math.PI) / 180;
  return [(CENTRE + radius * Math.sin(angle)).toFixed(2), (CENTRE - radius * Math.cos(angle)).toFixed(2)];
}
