import { ROLES } from "@/lib/access/schema";
import type { PolicyChoices } from "@/lib/escalation/choices";
import type { TargetWire } from "@/lib/escalation/wire";
import { CHANNELS } from "@/lib/rules/schema";

/** A target as one text, such as `person:7` or `rotation:2:Second`: what a choice's value can hold. */
export function keyOfTarget(target: TargetWire): string {
  switch (target.kind) {
    case "everyone":
      return "everyone";
    case "person":
      return `person:${target.account_id}`;
    case "role":
      return `role:${target.role}`;
    case "rotation":
      return `rotation:${target.rotation_id}${target.layer === null ? "" : `:${target.layer}`}`;
    case "channel":
      return `channel:${target.channel}`;
  }
}

/** What the API takes for a key. */
export function targetOfKey(key: string) {
  const [kind = "", id = "", ...rest] = key.split(":");
  const layer = rest.length === 0 ? null : rest.join(":");
  if (kind === "person") return { kind, account_id: Number(id) };
  if (kind === "rotation") return { kind, rotation_id: Number(id), layer };
  if (kind === "role") return { kind, role: id };
  if (kind === "channel") return { kind, channel: id };
  return { kind: "everyone" };
}

interface TargetGroup {
  label: string;
  options: readonly { key: string; word: string }[];
}

/** Everything a step may name, in groups. */
export function targetGroups({ people, rotations }: PolicyChoices): TargetGroup[] {
  return [
    { label: "All", options: [{ key: "everyone", word: "Everyone, by severity" }] },
    {
      label: "On call",
      options: rotations.flatMap(({ id, name, layers }) => [
        { key: `rotation:${id}`, word: `On call for ${name}` },
        ...layers.map((layer) => ({ key: `rotation:${id}:${layer}`, word: `On call for ${name} (${layer})` })),
      ]),
    },
    { label: "People", options: people.map(({ id, name }) => ({ key: `person:${id}`, word: name })) },
    {
      label: "Roles",
      options: ROLES.map((role) => ({
        key: `role:${role}`,
        word: role === "security" ? "Everybody of security" : `Every ${role}`,
      })),
    },
    {
      label: "Channels",
      options: CHANNELS.map((channel) => ({ key: `channel:${channel}`, word: `Channel ${channel}` })),
    },
  ].filter(({ options }) => options.length > 0);
}

/** A chosen target in words; what is gone says so. */
export function wordOfKey(key: string, groups: readonly TargetGroup[]): string {
  const known = groups.flatMap(({ options }) => options).find((option) => option.key === key);
  return known?.word ?? `Gone: ${key}`;
}
