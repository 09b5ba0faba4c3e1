"use client";

import type { ReactNode } from "react";
import { ChangeReplay } from "@/components/escalation/change-replay";
import { UnsavedGuard } from "@/components/rules/unsaved-guard";
import type { AddressWire } from "@/lib/preferences/address";
import type { Floors } from "@/lib/preferences/matrix";
import type { MomentsWire } from "@/lib/preferences/moments";
import type { DigestWire } from "@/lib/preferences/quiet-report";
import type { PreferencesWire } from "@/lib/preferences/wire";
import { AddressesPanel } from "./addresses-panel";
import { DigestPanel } from "./digest-panel";
import { LateBanner, type ShownStep } from "./late-banner";
import { MatrixPanel } from "./matrix-panel";
import { QuietHoursPanel } from "./quiet-hours-panel";
import { SaveLine } from "./save-line";
import type { ShownChannel } from "./shown";
import { usePreferences } from "./use-preferences";
import { WordsPanel } from "./words-panel";

interface PreferencesBoardProps {
  saved: PreferencesWire;
  accountEmail: string;
  channels: readonly ShownChannel[];
  floors: Floors;
  maySendTests: boolean;
  addresses: readonly AddressWire[];
  words: MomentsWire;
  digest: DigestWire;
  step: ShownStep | null;
  /** What others add to the right column, such as the browsers that may be pushed to. */
  children?: ReactNode;
}

/** What reaches a person, where, and when not. What was chosen stays when the server says no. */
export function PreferencesBoard({ saved, accountEmail, children, ...shown }: PreferencesBoardProps) {
  const used = usePreferences(saved);
  const { draft, change, errorOf, isDirty } = used;
  const editing = { draft, change, errorOf };
  return (
    <div className="preferences">
      <div className="preferences-wide preferences-column empty:hidden">
        <LateBanner step={shown.step} draft={draft} saveWith={used.saveWith} />
      </div>
      <div className="preferences-column">
        <MatrixPanel {...editing} {...shown} />
        <QuietHoursPanel {...editing} />
        <DigestPanel digest={shown.digest} />
        <ChangeReplay change={isDirty ? { preferences: draft } : null} />
        <SaveLine {...used} />
      </div>
      <div className="preferences-column">
        <WordsPanel draft={draft} isDirty={isDirty} saved={shown.words} />
        <AddressesPanel {...editing} accountEmail={accountEmail} addresses={shown.addresses} adopt={used.adopt} />
        {children}
      </div>
      <UnsavedGuard name="your preferences" isDirty={isDirty} />
    </div>
  );
}
