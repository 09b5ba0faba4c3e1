import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { CAPPED, type CapsWire } from "@/lib/notifications/caps-wire";
import { describeCap } from "@/lib/notifications/throttle";
import { listOf } from "@/lib/rules/describe";
import { CapsForm } from "./caps-form";
import { CHANNEL_NAMES } from "./channel-words";

interface CapsPanelProps {
  caps: CapsWire & { updated_at: string | null; updated_by: string | null; defaults: CapsWire; is_default: boolean };
  mayChange: boolean;
}

/** How many messages one person gets by each channel at most, and what passes all the same. */
export function CapsPanel({ caps, mayChange }: CapsPanelProps) {
  const { updated_at, updated_by, defaults, is_default, ...rest } = caps;
  const rows: CapsWire = { email: rest.email, slack: rest.slack, sms: rest.sms, push: rest.push };
  return (
    <Panel
      title="How many messages at most"
      note={
        is_default ? "for one recipient, default caps" : `for one recipient, changed by ${updated_by ?? "an admin"}`
      }
      foot={
        <div className="note-line py-[9px]">
          <Icon name="about" size={13} className="text-text-3" />
          <span>
            Nothing is dropped: what is over a cap waits for room and leaves as one message. Player safety and the first
            critical alert of a subsystem pass every cap. The log, PagerDuty and the webhook are machines and not
            capped.
          </span>
        </div>
      }
    >
      {mayChange ? (
        <CapsForm key={updated_at ?? "default"} caps={rows} defaults={defaults} updatedAt={updated_at} />
      ) : (
        <ul className="grid gap-[6px] p-[12px]">
          {CAPPED.map((channel) => (
            <li key={channel}>
              <b className="font-medium">{CHANNEL_NAMES[channel]}</b> {wordsOf(rows[channel])}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** "at most 1 in 1 min and at most 5 in 15 min". */
function wordsOf(rows: CapsWire["email"]): string {
  if (rows.length === 0) return "not capped";
  return listOf(rows.map(({ count, per_seconds }) => describeCap({ count, perMs: per_seconds * 1000 })));
}
