import type { Occasion } from "./schema";

/** What an alert's domain event is an occasion of; an event that comes again carries its number. */
export function occasionOf({ name, data }: { name: string; data: Record<string, unknown> }): Occasion {
  switch (name) {
    case "alert/escalated":
      return `escalated:${Number(data.level)}`;
    case "alert/acknowledged":
      return `acknowledged:${Number(data.version)}`;
    case "alert/worsened":
      return `worsened:${Number(data.version)}`;
    case "alert/unmuted":
      return `unmuted:${Number(data.count)}`;
    case "alert/retriggered":
      return `retriggered:${Number(data.count)}`;
    case "alert/resolved":
      return "resolved";
    default:
      return "triggered";
  }
}
