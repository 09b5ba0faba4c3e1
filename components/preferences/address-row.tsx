"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { StatusIcon } from "@/components/ui/status-icon";
import { Time } from "@/components/ui/time";
import type { AddressWire } from "@/lib/preferences/address";
import { CodeForm } from "./code-form";
import { useAddresses } from "./use-addresses";
import type { UsedPreferences } from "./use-preferences";

export type Choose = (kind: "email" | "phone", value: string | null) => void;

interface AddressRowProps {
  address: AddressWire;
  choose: Choose;
  adopt: UsedPreferences["adopt"];
}

/** One address: verified and used, verified, or waiting for its code. */
export function AddressRow({ address, choose, adopt }: AddressRowProps) {
  const { kind, value, shown_as, verified_at, is_chosen, no_code_because } = address;
  return (
    <li className="address-row">
      <Icon name={kind === "email" ? "mail" : "phone"} />
      <b>{shown_as}</b>
      <span className="address-state">
        {verified_at === null ? (
          <>
            <StatusIcon status="unk" /> waiting for its code
          </>
        ) : (
          <>
            <StatusIcon status="ok" /> verified <Time at={verified_at} show="day" />
            {is_chosen && ", in use"}
          </>
        )}
      </span>
      {verified_at !== null && !is_chosen && (
        <Button size="small" aria-label={`Use ${shown_as}`} onClick={() => choose(kind, value)}>
          Use
        </Button>
      )}
      <RemoveAddress address={address} adopt={adopt} />
      {verified_at === null &&
        (no_code_because === null ? (
          <CodeForm address={address} />
        ) : (
          <p className="text-12 text-text-3">{no_code_because}</p>
        ))}
    </li>
  );
}

function RemoveAddress({ address: { id, kind, shown_as, is_chosen }, adopt }: Omit<AddressRowProps, "choose">) {
  const [isOpen, setOpen] = useState(false);
  const removing = useAddresses();
  const remove = () =>
    removing.mutate(
      { order: "remove", id },
      {
        onSuccess: () => {
          setOpen(false);
          if (is_chosen) adopt({ [kind]: null });
        },
      },
    );
  return (
    <>
      <button type="button" className="icon-button" aria-label={`Remove ${shown_as}`} onClick={() => setOpen(true)}>
        <Icon name="remove" size={14} />
      </button>
      <Dialog
        title={`Remove ${shown_as}?`}
        note={noteOf({ kind, is_chosen })}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        foot={
          <>
            <Button onClick={() => setOpen(false)}>Keep</Button>
            <Button variant="danger" disabled={removing.isPending} onClick={remove}>
              Remove
            </Button>
          </>
        }
      >
        <p role="status" className="text-text-2 empty:hidden">
          {removing.error?.message}
        </p>
      </Dialog>
    </>
  );
}

function noteOf({ kind, is_chosen }: Pick<AddressWire, "kind" | "is_chosen">): string {
  if (!is_chosen) return "Adding it again takes another code.";
  return kind === "email"
    ? "Alerts go to your account's own address then."
    : "No text message reaches you then, until you choose another number.";
}
