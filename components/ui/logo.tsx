/** The chip. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden>
      <circle cx="12" cy="12" r="11" fill="var(--brand-solid)" />
      <circle
        cx="12"
        cy="12"
        r="9.25"
        stroke="var(--on-brand)"
        strokeWidth="2.6"
        strokeDasharray="4.84 4.84"
        strokeDashoffset="2.42"
      />
      <circle cx="12" cy="12" r="6.2" fill="var(--brand-solid)" />
      <path
        d="M10 15.6V8.6h2.6a2.15 2.15 0 0 1 0 4.3H10"
        stroke="var(--on-brand)"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
