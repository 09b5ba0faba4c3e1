import { Badge } from "@/components/ui/badge";
import { formatQuantity } from "@/components/ui/figure";
import { Panel } from "@/components/ui/panel";
import type { Status } from "@/components/ui/status";
import type { LiveService } from "@/lib/feed/live";
import { serviceName } from "./service-name";

const STATUS: Record<string, Status> = { healthy: "ok", warning: "warn", critical: "crit", unknown: "unk" };
const WORDS: Partial<Record<Status, string>> = { warn: "Slow", crit: "Failing", unk: "No word" };

/** Each service the platform and the console lean on, with what its state rests on. */
export function ServicesPanel({ services }: { services: readonly LiveService[] }) {
  const well = services.filter(({ status }) => status === "healthy").length;
  return (
    <Panel title="Service health" note={`${well} of ${services.length} well`}>
      <ul className="rows">
        {services.map((service) => {
          const status = STATUS[service.status] ?? "unk";
          return (
            <li key={service.service} className="service-row">
              <Badge status={status} word={isUnset(service) ? "Not set" : WORDS[status]} />
              <span className="service-name">{serviceName(service.service)}</span>
              <span className="service-word" title={service.message}>
                {wordOf(service)}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

/** A channel nobody configured is not a fault. */
function isUnset({ message }: LiveService): boolean {
  return message?.includes("not configured") ?? false;
}

/** What to do about it is on hover. */
function wordOf({ message, latency_ms }: LiveService): string {
  const failing = /^([\d.,]+ %) of the payments/.exec(message ?? "")?.[1];
  if (failing) return `${failing} failing`;
  if (message) return message.split(": ")[0] ?? message;
  return latency_ms === null ? "" : formatQuantity(latency_ms, "ms");
}
