import { isAtLeast, type Severity } from "@/lib/kernel/severity";
import { kindOf, type OccasionKind } from "@/lib/notifications/schema";
import { describeValue } from "@/lib/rules/describe";
import { type MessageSource, titleOf, utcMinute, whyNow } from "./facts";
import { gravestSource } from "./gravest-source";

/** What the service worker shows; a push service takes about 4,000 bytes of it. */
export interface PushContent {
  title: string;
  body: string;
  /** Opened by a click. */
  url: string;
  /** A later one of the same tag takes the place of what is shown. */
  tag: string;
  /** Shown without sound, vibration or a new banner. */
  isSilent: boolean;
  severity: Severity;
  /** The signed link behind the action Acknowledge; null where there is nothing to acknowledge. */
  acknowledgeUrl: string | null;
}

const TITLE_LENGTH = 120;
const BODY_LENGTH = 300;

const WORD: Record<OccasionKind, string> = {
  triggered: "%",
  resolved: "Resolved",
  acknowledged: "Acknowledged",
  escalated: "Escalated to %",
  worsened: "Worse, %",
  unmuted: "Still on, %",
  retriggered: "Again, %",
};

/** Several alerts are one push that names the gravest. What is over replaces what was shown, without a sound. */
export function composePush(sources: readonly MessageSource[]): PushContent {
  const source = gravestSource(sources);
  const kind = kindOf(source.occasion);
  const word = WORD[kind].replace("%", source.alert.severity.toUpperCase());
  const others = sources.length > 1 ? ` and ${sources.length - 1} more` : "";
  const isOver = kind === "resolved" || kind === "acknowledged";
  return {
    title: `${word}: ${titleOf(source.alert)}${others}`.slice(0, TITLE_LENGTH),
    body: bodyOf(source).slice(0, BODY_LENGTH),
    url: source.link,
    tag: `pitboss/alert-${source.alert.id}`,
    isSilent: isOver || !isAtLeast(source.alert.severity, "warning"),
    severity: source.alert.severity,
    acknowledgeUrl: isOver ? null : (source.acknowledge?.link ?? null),
  };
}

/** "38.2 %, aurora, since 09:00 UTC. You are told because it was raised." */
function bodyOf({ alert, occasion }: MessageSource): string {
  const { value, threshold, metric, brand, triggeredAt } = alert;
  const facts = [
    value === null ? null : describeValue(value, metric, threshold),
    brand,
    `since ${utcMinute(triggeredAt)}`,
  ];
  const words = facts.filter((fact) => fact !== null).join(", ");
  return `${words}. You are told because ${whyNow(occasion, alert)}.`;
}
