"use client";

import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import type { PreferencesWire } from "@/lib/preferences/wire";
import { ChannelsPanel } from "./channels-panel";
import { QuietHoursPanel } from "./quiet-hours-panel";
import { SeveritiesPanel } from "./severities-panel";
import { usePreferences } from "./use-preferences";

interface PreferencesFormProps {
  saved: PreferencesWire;
  /** Where e-mail goes when no other address is given. */
  accountEmail: string;
  /** Why a channel cannot be used, by channel. */
  unready: Record<string, string>;
}

/** What reaches a person, where, and when not. What was chosen stays when the server says no. */
export function PreferencesForm({ saved, accountEmail, unready }: PreferencesFormProps) {
  const { draft, change, save, isSaving, fault, notice } = usePreferences(saved);
  const errorOf = (field: string) => (fault?.field === field ? fault.words : undefined);
  const editing = { draft, change, errorOf };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };

  return (
    <form className="grid gap-[12px]" onSubmit={submit} noValidate>
      <ChannelsPanel {...editing} accountEmail={accountEmail} unready={unready} />
      <SeveritiesPanel {...editing} />
      <QuietHoursPanel {...editing} />
      <div className="flex flex-wrap items-center gap-[12px]">
        <Button type="submit" variant="primary" disabled={isSaving}>
          {isSaving ? "Saving…" : "Save preferences"}
        </Button>
        <p role="status" className="text-text-2">
          {notice}
        </p>
      </div>
    </form>
  );
}
