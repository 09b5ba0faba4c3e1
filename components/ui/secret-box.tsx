"use client";

import { useState } from "react";
import { Button } from "./button";

/** A secret that is shown once: the sentence says so, the button copies it. */
export function SecretBox({ name, secret }: { name: string; secret: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    setCopied(true);
  };
  return (
    <div className="callout callout-warn flex-wrap">
      <div className="min-w-0 flex-1">
        <p className="font-medium">{name}</p>
        <code className="mono block py-[4px] [overflow-wrap:anywhere]">{secret}</code>
        <p className="text-12 text-text-2">Shown this once. Copy it now: only its hash is kept.</p>
      </div>
      <Button size="small" icon={isCopied ? "check" : "copy"} onClick={copy}>
        {isCopied ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}
