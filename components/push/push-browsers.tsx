"use client";

import { useState } from "react";
import { BlockedButton, Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { BrowserWire, PushWire } from "@/lib/preferences/browser";
import { usePush } from "./use-push";

/** The browsers that show alerts as notifications, also with the console closed; this one can be switched on. */
export function PushBrowsers({ initial }: { initial: PushWire }) {
  const { push, own, switchOn, remove, test } = usePush(initial);
  const [asking, setAsking] = useState<BrowserWire | null>(null);
  const isHere = (browser: BrowserWire) => browser.fingerprint === own?.fingerprint;
  const isOn = push.browsers.some(isHere);
  const isBusy = remove.isPending || test.isPending;
  return (
    <Panel
      title="Push to browsers"
      note="shown also while the console is closed"
      foot={isOn ? undefined : <SwitchOn push={push} own={own} switchOn={switchOn} />}
    >
      {push.browsers.length === 0 ? (
        <Empty kind="nothing-yet" title="No browser is switched on">
          A browser that is shows each alert as a notification, with a button to acknowledge it.
        </Empty>
      ) : (
        <ul className="divide-y divide-line">
          {push.browsers.map((browser) => (
            <li key={browser.id} className="flex flex-wrap items-center gap-[10px] px-[12px] py-[8px]">
              <Icon name={/iPhone|iPad|Android/.test(browser.browser) ? "phone" : "push"} size={16} />
              <div className="min-w-0 flex-1 basis-[110px]">
                <p className="font-medium">{isHere(browser) ? `${browser.browser} (this browser)` : browser.browser}</p>
                <p className="text-13 text-text-2">
                  Last seen <Time at={browser.last_seen_at ?? browser.created_at} show="smart" />
                </p>
              </div>
              <Button size="small" icon="send" disabled={isBusy} onClick={() => test.mutate(browser)}>
                Test
              </Button>
              <Button size="small" variant="danger" icon="remove" disabled={isBusy} onClick={() => setAsking(browser)}>
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      <RemoveDialog asking={asking} onClose={() => setAsking(null)} onRemove={(browser) => remove.mutate(browser)} />
    </Panel>
  );
}

type Pushing = ReturnType<typeof usePush>;

/** The button, or why it cannot be used: nothing is configured, the browser has no push, or its user said no. */
function SwitchOn({ push, own, switchOn }: Pick<Pushing, "push" | "own" | "switchOn">) {
  const words = "Switch push on in this browser";
  if (push.public_key === null)
    return (
      <BlockedButton size="small" icon="push" reason={push.reason ?? "Push is not configured."}>
        {words}
      </BlockedButton>
    );
  if (own === undefined)
    return (
      <Button size="small" icon="push" disabled>
        {words}
      </Button>
    );
  if (own.support.kind !== "ready")
    return (
      <BlockedButton size="small" icon="push" reason={own.support.reason}>
        {words}
      </BlockedButton>
    );
  const key = push.public_key;
  return (
    <Button size="small" icon="push" disabled={switchOn.isPending} onClick={() => switchOn.mutate(key)}>
      {switchOn.isPending ? "Asking the browser…" : words}
    </Button>
  );
}

interface RemoveDialogProps {
  asking: BrowserWire | null;
  onClose: () => void;
  onRemove: (browser: BrowserWire) => void;
}

function RemoveDialog({ asking, onClose, onRemove }: RemoveDialogProps) {
  const remove = () => {
    if (asking !== null) onRemove(asking);
    onClose();
  };
  return (
    <Dialog
      title={`Remove ${asking?.browser ?? "this browser"}?`}
      note="It shows no more alerts. It can be switched on again from that browser only."
      isOpen={asking !== null}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" onClick={remove}>
            Remove {asking?.browser}
          </Button>
        </>
      }
    >
      <span />
    </Dialog>
  );
}
