"use client";

import { Button } from "@/components/ui/button";
import { Age } from "@/components/ui/time";
import type { UsedPreferences } from "./use-preferences";

/** What is saved and what is not, and the way back. */
export function SaveLine({ isDirty, isSaving, fault, kept, save, discard, undo }: UsedPreferences) {
  return (
    <div className={isDirty ? "save-line save-line-open" : "save-line"}>
      <p role="status">
        {fault !== undefined && (fault.field === undefined ? fault.words : "Not saved: see the field above.")}
        {fault === undefined && isDirty && "Not saved yet."}
        {fault === undefined && !isDirty && kept.savedAt !== null && (
          <>
            Saved <Age at={kept.savedAt} /> ago. Every change is in the audit log.
          </>
        )}
        {fault === undefined && !isDirty && kept.savedAt === null && "Every change is in the audit log."}
      </p>
      {isDirty && (
        <>
          <Button variant="ghost" disabled={isSaving} onClick={discard}>
            Discard
          </Button>
          <Button variant="primary" disabled={isSaving} onClick={save}>
            {isSaving ? "Saving…" : "Save preferences"}
          </Button>
        </>
      )}
      {!isDirty && kept.before !== null && (
        <Button variant="ghost" icon="retry" disabled={isSaving} onClick={undo}>
          Undo
        </Button>
      )}
    </div>
  );
}
