"use client";

import { useState } from "react";
import { Callout } from "@/components/ui/callout";
import { Panel } from "@/components/ui/panel";
import { SegmentedButtons } from "@/components/ui/segmented";
import { MailFrame } from "./mail-frame";
import { PushLook } from "./push-look";
import { SlackLook } from "./slack-look";
import { SmsLook } from "./sms-look";
import type { usePreview } from "./use-preview";

type Shown = ReturnType<typeof usePreview>;

interface TemplatePreviewProps extends Pick<Shown, "preview" | "error"> {
  channel: string;
}

/** The message as its reader would see it, about a real alert. Words that break show the built-in ones, and why. */
export function TemplatePreview({ channel, preview, error }: TemplatePreviewProps) {
  return (
    <Panel title="Preview" note={preview && noteOf(preview)}>
      <div className="grid gap-[10px] p-[12px]" aria-live="polite">
        {error !== null && <Callout status="warn">{error.message}</Callout>}
        {preview?.fault && (
          <Callout status="warn">
            These words break, so the built-in ones are shown: {preview.fault.reason}
            {preview.fault.line !== null && ` (line ${preview.fault.line})`}.
          </Callout>
        )}
        {preview === undefined ? (
          error === null && <p className="text-text-3">Asking…</p>
        ) : (
          <Look channel={channel} preview={preview} />
        )}
      </div>
    </Panel>
  );
}

function noteOf({ alert }: NonNullable<Shown["preview"]>): string {
  return alert.id === null ? "of an alert that a rule would raise" : `of alert ${alert.id}`;
}

function Look({ channel, preview }: { channel: string; preview: NonNullable<Shown["preview"]> }) {
  if (channel === "slack") return <SlackLook slack={preview.slack} />;
  if (channel === "sms") return <SmsLook text={preview.sms.text} />;
  if (channel === "push") return <PushLook push={preview.push} />;
  return <Mail mail={preview.email} />;
}

const WIDTHS = [
  { value: "desktop", word: "Desktop" },
  { value: "phone", word: "Phone" },
] as const;
const SCHEMES = [
  { value: "light", word: "Light" },
  { value: "dark", word: "Dark" },
] as const;
const PARTS = [
  { value: "html", word: "HTML" },
  { value: "text", word: "Plain text" },
] as const;

function Mail({ mail }: { mail: NonNullable<Shown["preview"]>["email"] }) {
  const [width, setWidth] = useState<"desktop" | "phone">("desktop");
  const [scheme, setScheme] = useState<"light" | "dark">("light");
  const [part, setPart] = useState<"html" | "text">("html");
  return (
    <>
      <div className="flex flex-wrap gap-[8px]">
        <SegmentedButtons label="Part" value={part} options={PARTS} onChoose={setPart} />
        <SegmentedButtons label="Width" value={width} options={WIDTHS} onChoose={setWidth} />
        <SegmentedButtons label="Look" value={scheme} options={SCHEMES} onChoose={setScheme} />
      </div>
      {part === "html" ? (
        <MailFrame mail={mail} width={width} scheme={scheme} />
      ) : (
        <div className={`mail-frame mail-${width}`}>
          <p className="mail-subject">{mail.subject}</p>
          <pre className="mail-text">{mail.text}</pre>
        </div>
      )}
    </>
  );
}
