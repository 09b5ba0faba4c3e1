import { Field } from "@/components/ui/field";
import { Icon, type IconName } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { SwitchBox } from "./switch-box";
import type { Editing } from "./use-preferences";

interface Line {
  channel: string;
  word: string;
  icon: IconName;
  isOn: "email_notifications" | "slack_notifications" | "sms_notifications" | "push_notifications";
  address: "email" | "slack_channel" | "phone" | null;
  label: string;
  example: string;
  /** What the choice does today. */
  about: string;
}

const KEPT = "Not sent to people yet: your choice is kept until it is.";

const LINES: readonly Line[] = [
  {
    channel: "email",
    word: "E-mail",
    icon: "mail",
    isOn: "email_notifications",
    address: "email",
    label: "E-mail address",
    example: "",
    about: "",
  },
  {
    channel: "slack",
    word: "Slack",
    icon: "chat",
    isOn: "slack_notifications",
    address: "slack_channel",
    label: "Slack channel or name",
    example: "#ops-payments",
    about: "Alerts go to the channel of the house. Your own is kept until Slack reaches people one by one.",
  },
  {
    channel: "sms",
    word: "SMS",
    icon: "phone",
    isOn: "sms_notifications",
    address: "phone",
    label: "Phone number",
    example: "+35621234567",
    about: KEPT,
  },
  {
    channel: "push",
    word: "Browser push",
    icon: "push",
    isOn: "push_notifications",
    address: null,
    label: "",
    example: "",
    about: KEPT,
  },
];

type ChannelsPanelProps = Editing & { accountEmail: string; unready: Record<string, string> };

/** Each channel with its switch and address, and why one cannot be used. */
export function ChannelsPanel({ accountEmail, unready, ...editing }: ChannelsPanelProps) {
  return (
    <Panel title="What reaches me, and where">
      <ul className="rows">
        {LINES.map((line) => (
          <ChannelLine
            key={line.channel}
            line={line}
            editing={editing}
            example={line.channel === "email" ? accountEmail : line.example}
            why={unready[line.channel]}
          />
        ))}
      </ul>
    </Panel>
  );
}

interface ChannelLineProps {
  line: Line;
  editing: Editing;
  example: string;
  why: string | undefined;
}

function ChannelLine({ line, editing: { draft, change, errorOf }, example, why }: ChannelLineProps) {
  const { address } = line;
  const about = line.channel === "email" ? `Left empty: ${example}.` : line.about;
  return (
    <li className="grid items-start gap-x-[16px] gap-y-[4px] px-[12px] py-[8px] md:grid-cols-[200px_1fr]">
      <div>
        <SwitchBox name={line.isOn} isOn={draft[line.isOn]} onSwitch={(isOn) => change({ [line.isOn]: isOn })}>
          <Icon name={line.icon} />
          <span className="font-medium">{line.word}</span>
        </SwitchBox>
        {why !== undefined && <p className="text-12 text-text-3 [overflow-wrap:anywhere]">{why}</p>}
      </div>
      {address === null ? (
        <p className="text-12 text-text-3 md:pt-[8px]">{about}</p>
      ) : (
        <Field
          name={address}
          label={line.label}
          placeholder={example}
          aid={about}
          autoComplete="off"
          value={draft[address] ?? ""}
          error={errorOf(address)}
          onChange={({ target }) => change({ [address]: target.value.trim() === "" ? null : target.value })}
        />
      )}
    </li>
  );
}
