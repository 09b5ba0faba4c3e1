import { invariant } from "@/lib/kernel/errors";
import { severityRank } from "@/lib/kernel/severity";
import type { MessageSource } from "./facts";

/** The one a short message names: of what still burns the gravest, of equals the first. */
export function gravestSource(sources: readonly MessageSource[]): MessageSource {
  const open = sources.filter(({ alert }) => alert.status !== "resolved");
  const [first, ...others] = open.length > 0 ? open : sources;
  invariant(first !== undefined, "a message is about at least one alert");
  return others.reduce(
    (worst, one) => (severityRank(one.alert.severity) > severityRank(worst.alert.severity) ? one : worst),
    first,
  );
}
