"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ShownRun } from "@/lib/measures/wire";

/** Exactly what is or would be sent; only an admin's page holds it. */
export function RunRequestButton({ run: { measure_name, url, body, is_dry_run } }: { run: ShownRun }) {
  const [isOpen, setOpen] = useState(false);
  if (url === undefined || body === undefined) return null;
  return (
    <>
      <Button variant="ghost" size="small" onClick={() => setOpen(true)}>
        {is_dry_run ? "What would be sent" : "What is sent"}
      </Button>
      <Dialog
        title={measure_name}
        note={`POST ${url}, signed in the header X-Pitboss-Signature`}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        foot={<Button onClick={() => setOpen(false)}>Close</Button>}
      >
        <pre className="mono whitespace-pre-wrap text-12 [overflow-wrap:anywhere]">
          {JSON.stringify(JSON.parse(body), null, 2)}
        </pre>
      </Dialog>
    </>
  );
}
