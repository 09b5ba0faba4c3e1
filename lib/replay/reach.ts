import type { Severity } from "@/lib/kernel/severity";
import { wallTime } from "@/lib/kernel/zone";
import { decide } from "@/lib/notifications/decide";
import { type House, NEWLY_RAISED } from "@/lib/notifications/house";
import type { Channel, Rule } from "@/lib/rules/schema";

/** Somebody whom a message reaches: a person, an address or a channel that is its own recipient. */
export interface Reached {
  name: string;
  channels: Channel[];
  /** Where the recipient's clock hangs. */
  zone: string;
}

/** Who is told of a rule's alerts by the settings of now, by brand and severity; asked once for each. */
export type Reach = (telling: {
  brand: string | null;
  severity: Severity;
  occasion: "triggered" | "worsened";
}) => Reached[];

interface ReachOf {
  rule: Pick<Rule, "channels" | "class">;
  house: House;
  /** Of a recipient's key, such as `account:7`. */
  zoneOf: (recipient: string) => string;
}

/** Asks the very decision that plans notifications. The log is nobody, and left out. */
export function reachOf({ rule, house, zoneOf }: ReachOf, now: Date): Reach {
  const known = new Map<string, Reached[]>();
  return ({ brand, severity, occasion }) => {
    const key = `${brand} ${severity} ${occasion}`;
    const found = known.get(key) ?? decided();
    known.set(key, found);
    return found;

    function decided(): Reached[] {
      const telling = { ...NEWLY_RAISED, brand, severity, ruleChannels: rule.channels, class: rule.class };
      const planned = decide({ ...telling, occasion: occasion === "triggered" ? occasion : "worsened:1" }, house, now);
      const reached = new Map<string, Reached>();
      for (const { recipient, channel, decision } of planned) {
        if (decision.kind === "skip" || channel === "log") continue;
        const id = recipient.key === "channel" ? channel : recipient.key;
        const one = reached.get(id) ?? { name: recipient.name, channels: [], zone: zoneOf(recipient.key) };
        one.channels.push(channel);
        reached.set(id, one);
      }
      return [...reached.values()];
    }
  };
}

const NIGHT = { from: 22, to: 8 };

/** From 22:00 to 08:00 on the wall there. */
export function isNight(at: Date, zone: string): boolean {
  const { hour } = wallTime(at, zone);
  return hour >= NIGHT.from || hour < NIGHT.to;
}
