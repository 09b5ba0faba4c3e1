"use client";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { RuleMode } from "@/lib/rules/schema";
import { DeleteRule } from "./delete-rule";
import { RuleSwitch } from "./rule-switch";
import type { RuleFoundWire } from "./rule-wire";

interface SaveBarProps {
  rule: RuleFoundWire | null;
  /** What was changed, in words. */
  changes: readonly string[];
  locked: string | null;
  isBusy: boolean;
  onDiscard: () => void;
  onSaveAs: (mode: RuleMode) => void;
}

/** What was changed, and what can be done with it. */
export function SaveBar({ rule, changes, locked, isBusy, onDiscard, onSaveAs }: SaveBarProps) {
  const isSame = changes.length === 0;
  const cannot = locked !== null || isBusy || isSame;
  const reason = locked ?? (isSame ? "There is nothing to save" : undefined);
  return (
    <footer className="save-bar">
      <p className="save-words" role="status">
        {locked !== null && (
          <span className="why">
            <Icon name="lock" size={13} />
            {locked}
          </span>
        )}
        {locked === null && wordsOf(rule, changes)}
      </p>
      <div className="save-buttons">
        {rule !== null && isSame && <Standing rule={rule} locked={locked} />}
        {!isSame && (
          <Button variant="ghost" disabled={isBusy} onClick={onDiscard}>
            Discard
          </Button>
        )}
        {(rule === null || !isSame) && (
          <>
            <Button disabled={cannot} title={reason} onClick={() => onSaveAs("draft")}>
              Save draft
            </Button>
            <Button disabled={cannot} title={reason} icon="hidden" onClick={() => onSaveAs("shadow")}>
              Run in shadow
            </Button>
          </>
        )}
        <Button variant="primary" type="submit" disabled={cannot} title={reason}>
          {isBusy ? "Saving…" : "Save"}
        </Button>
      </div>
    </footer>
  );
}

/** Of a rule without unsaved changes: what is done to the whole of it. */
function Standing({ rule, locked }: { rule: RuleFoundWire; locked: string | null }) {
  return (
    <>
      <DeleteRule rule={rule} locked={locked} />
      <RuleSwitch rule={rule} locked={locked} size="medium" />
    </>
  );
}

function wordsOf(rule: RuleFoundWire | null, changes: readonly string[]): string {
  if (changes.length > 0) return `Changed by you: ${changes.join(", ")}`;
  return rule === null ? "Nothing said yet" : `Version ${rule.version}, nothing changed`;
}
