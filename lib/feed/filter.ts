import { z } from "zod";
import { isInScope, type Scope } from "@/lib/kernel/scope";
import { isAtLeast, SEVERITIES } from "@/lib/kernel/severity";
import { FEED_TOPICS, type FeedEvent, type FeedTopic } from "./schema";

/** `a,b` as a list; blanks around commas are nothing. The whole list is at fault when one of its members is. */
const list = <Member>(member: z.ZodType<Member>, expected: string) =>
  z.string().transform((text, context) => {
    const parsed = z.array(member).safeParse(text.split(",").map((part) => part.trim()));
    if (parsed.success) return parsed.data;
    context.addIssue(`expected ${expected}`);
    return z.NEVER;
  });

/** The query of the stream. `lastEventId` does what the Last-Event-ID header does, for a first connection. */
export const FeedQuery = z.object({
  topics: list(
    z.enum(FEED_TOPICS),
    `topics with commas between, of ${FEED_TOPICS.join(", ")}, such as alerts,health`,
  ).optional(),
  types: list(
    z.string().regex(/^[\w-]+\/[\w-]+$/),
    "types with commas between, such as alert/triggered,metrics/collected",
  ).optional(),
  severity: z.enum(SEVERITIES, `expected one of ${SEVERITIES.join(", ")}`).optional(),
  brand: z.string().min(1, "expected a brand's key").max(64, "expected a brand's key").optional(),
  lastEventId: z.coerce
    .number("expected the number of an event, such as 1042")
    .int("expected the number of an event, such as 1042")
    .nonnegative("expected the number of an event, such as 1042")
    .optional(),
});
export type FeedQuery = z.infer<typeof FeedQuery>;
export type FeedFilter = Omit<FeedQuery, "lastEventId">;

/** Off unless asked for by name. */
const QUIET_TOPICS: readonly FeedTopic[] = ["debug"];
/** Without a brand these are sums over all brands, which who may see only some must not learn. */
const TOTAL_TOPICS: readonly FeedTopic[] = ["health", "performance", "business"];

/**
 * Whether an event goes to a reader. A filter by severity takes that and above; what has no severity, or no brand,
 * does not pass a filter by it. The scope comes first, whatever the filter says.
 */
export function isWanted(event: FeedEvent, filter: FeedFilter, scope: Scope): boolean {
  return isVisible(event, scope) && matches(event, filter);
}

function isVisible({ topic, brand }: FeedEvent, scope: Scope): boolean {
  if (brand === undefined && TOTAL_TOPICS.includes(topic)) return scope.brands === "all";
  return isInScope(scope, brand ?? null);
}

function matches(event: FeedEvent, { topics: wanted, types: kinds, severity, brand }: FeedFilter): boolean {
  if (wanted === undefined ? QUIET_TOPICS.includes(event.topic) : !wanted.includes(event.topic)) return false;
  if (kinds !== undefined && !kinds.includes(event.type)) return false;
  if (brand !== undefined && event.brand !== brand) return false;
  return severity === undefined || (event.severity !== undefined && isAtLeast(event.severity, severity));
}
