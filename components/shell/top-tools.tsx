"use client";

import { BrandSelect } from "./brand-select";
import { LiveTools } from "./live-tools";
import { PersonMenu } from "./person-menu";
import { useShellSession } from "./session";
import { SoundChoice } from "./sound-choice";

/** The right end of the bar: how live the page is, pause, sound, the person. */
export function TopTools() {
  if (!useShellSession()) return null;
  return (
    <div className="top-tools">
      <BrandSelect className="xl:hidden" />
      <LiveTools />
      <span className="desk-only">
        <SoundChoice look="icon" />
      </span>
      <span className="desk-only">
        <PersonMenu />
      </span>
    </div>
  );
}
