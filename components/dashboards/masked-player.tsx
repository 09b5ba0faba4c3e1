import { Fragment } from "react";

/** `77··12`: the middle dots drawn close, where the mono type would give each the width of a digit. */
export function MaskedPlayer({ player }: { player: string }) {
  const [before = "", ...after] = player.split("··");
  return (
    <code className="mono">
      {before}
      {after.map((part, index) => (
        <Fragment key={index}>
          <span className="-mx-[0.1em] tracking-[-0.22em]">··</span>
          {part}
        </Fragment>
      ))}
    </code>
  );
}
