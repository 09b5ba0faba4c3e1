"use client";

import { Avatar } from "@/components/ui/avatar";
import { PersonChoices } from "./person-choices";
import { useShellSession } from "./session";

const MENU_ID = "person-menu";

export function PersonMenu() {
  const person = useShellSession()?.person;
  if (!person) return null;
  return (
    <>
      <button
        type="button"
        className="icon-button"
        popoverTarget={MENU_ID}
        aria-label={`${person.name}: preferences, look, sound, sign out`}
      >
        <Avatar name={person.name} />
      </button>
      <div id={MENU_ID} popover="auto" className="popover person-menu menu">
        <p className="px-[10px] py-[6px] text-12 text-text-3">
          <b className="block text-13 font-medium text-text-1">{person.name}</b>
          {person.email}, {person.role}
        </p>
        <hr />
        <PersonChoices onFollow={() => document.getElementById(MENU_ID)?.hidePopover()} />
      </div>
    </>
  );
}
