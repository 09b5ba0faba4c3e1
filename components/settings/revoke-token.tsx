"use client";

import { useState } from "react";
import type { TokenJson } from "@/components/queries";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { useRevokeToken } from "./use-tokens";

/** Asks with the token's name first: what is revoked stays revoked. */
export function RevokeToken({ token }: { token: Pick<TokenJson, "id" | "name" | "hint"> }) {
  const [isAsking, setAsking] = useState(false);
  const revoke = useRevokeToken();
  const toast = useToast();

  const confirm = () => {
    setAsking(false);
    revoke.mutate(token.id, { onError: (error) => toast({ status: "warn", text: error.message }) });
  };

  return (
    <>
      <Button size="small" variant="danger" icon="remove" disabled={revoke.isPending} onClick={() => setAsking(true)}>
        Revoke
      </Button>
      <Dialog
        title={`Revoke ${token.name}?`}
        note={`Whoever holds the token that ends in ${token.hint} is refused from then on. This cannot be undone.`}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button variant="danger" onClick={confirm}>
              Revoke {token.name}
            </Button>
          </>
        }
      >
        <span />
      </Dialog>
    </>
  );
}
