"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { asRoute } from "@/components/ui/route";

/** Asks before a link or a closed tab takes unsaved changes with it. */
export function UnsavedGuard({ name, isDirty }: { name: string; isDirty: boolean }) {
  const [heldBack, setHeldBack] = useState<string | null>(null);
  const router = useRouter();
  useEffect(() => {
    if (!isDirty) return;
    const holdTab = (event: BeforeUnloadEvent) => event.preventDefault();
    const holdLink = (event: MouseEvent) => {
      const href = leavingTo(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      setHeldBack(href);
    };
    window.addEventListener("beforeunload", holdTab);
    // Before React hears of the click, which would follow the link.
    window.addEventListener("click", holdLink, true);
    return () => {
      window.removeEventListener("beforeunload", holdTab);
      window.removeEventListener("click", holdLink, true);
    };
  }, [isDirty]);
  const stay = () => setHeldBack(null);
  return (
    <Dialog
      title="Leave without saving?"
      note={`What you changed of ${name.trim() === "" ? "the new rule" : name} is lost then.`}
      isOpen={heldBack !== null}
      onClose={stay}
      foot={
        <>
          <Button onClick={stay}>Stay</Button>
          <Button
            variant="danger"
            onClick={() => {
              stay();
              if (heldBack !== null) router.push(asRoute(heldBack));
            }}
          >
            Leave
          </Button>
        </>
      }
    >
      <span />
    </Dialog>
  );
}

/** The path of another page that a plain click on a link leads to. */
function leavingTo(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.hasAttribute("download")) return null;
  const { origin, pathname } = window.location;
  if (link.origin !== origin || link.pathname === pathname) return null;
  return `${link.pathname}${link.search}`;
}
