import { MailFrame } from "@/components/templates/mail-frame";
import { PushLook } from "@/components/templates/push-look";
import { SlackLook } from "@/components/templates/slack-look";
import { SmsLook } from "@/components/templates/sms-look";
import type { ChannelId } from "@/lib/notifications/channel-state";
import type { Message } from "@/lib/notifications/compose/message";

type Looks = Pick<Message, "email" | "slack" | "sms" | "push" | "log" | "pagerduty" | "webhook">;

/** A message by one channel, about a recent alert. */
export function ChannelLook({ channel, looks }: { channel: ChannelId; looks: Looks | null }) {
  if (looks === null) return <p className="text-text-3">There is no alert and no rule yet to show one of.</p>;
  switch (channel) {
    case "email":
      return <MailFrame mail={looks.email} width="desktop" scheme="light" />;
    case "slack":
      return <SlackLook slack={looks.slack} />;
    case "sms":
      return <SmsLook text={looks.sms.text} />;
    case "push":
    case "feed":
      return <PushLook push={looks.push} />;
    case "log":
      return <Code lines={JSON.stringify({ msg: looks.log.line, ...looks.log.fields }, null, 1)} />;
    case "pagerduty":
      return <Code lines={JSON.stringify(looks.pagerduty[0], null, 1)} />;
    case "webhook":
      return <Code lines={JSON.stringify(looks.webhook, null, 1)} />;
  }
}

function Code({ lines }: { lines: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre className="code-block" tabIndex={0}>
      {lines}
    </pre>
  );
}
