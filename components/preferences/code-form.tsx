"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import type { AddressWire } from "@/lib/preferences/address";
import { useAddresses } from "./use-addresses";
import { faultOf } from "./use-preferences";

/** Takes the code that was sent to an address, or sends another. */
export function CodeForm({ address: { id, value, code } }: { address: AddressWire }) {
  const [entered, setEntered] = useState("");
  const verifying = useAddresses();
  const sending = useAddresses();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    verifying.mutate({ order: "verify", id, code: entered });
  };
  const refusal = verifying.error ?? sending.error;
  return (
    <form className="grid gap-[6px]" onSubmit={submit} noValidate>
      <div className="flex flex-wrap items-center gap-[8px]">
        {code !== null && (
          <>
            <span className="field w-[110px]">
              <input
                aria-label={`Code sent to ${value}`}
                inputMode="numeric"
                autoComplete="one-time-code"
                placeholder="042917"
                maxLength={7}
                value={entered}
                onChange={({ target }) => setEntered(target.value)}
              />
            </span>
            <Button type="submit" disabled={verifying.isPending || entered.trim() === ""}>
              Verify
            </Button>
          </>
        )}
        <Button
          variant="ghost"
          size="small"
          disabled={sending.isPending}
          onClick={() => sending.mutate({ order: "send", id })}
        >
          {code === null ? "Send a code" : "Send another code"}
        </Button>
      </div>
      <p role="status" className="text-12 text-text-2">
        {refusal !== null
          ? faultOf(refusal).words
          : code !== null && "A code of six digits was sent. It counts for 15 min."}
      </p>
    </form>
  );
}
