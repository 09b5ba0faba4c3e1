import { Liquid, LiquidError } from "liquidjs";
import type { Channel } from "@/lib/rules/schema";
import { toAscii } from "./compose/email";
import { escapeHtml } from "./compose/escape-html";
import { toGsm } from "./compose/gsm";
import { escapeSlack } from "./compose/slack";
import { TEMPLATE_VARIABLES, type TemplateValues } from "./template-variables";

/** Parts of messages that an admin may write; PagerDuty and the webhook are read by machines and have none. */
export const TEMPLATE_PARTS = [
  { channel: "email", part: "subject", most: 150, lines: "one" },
  { channel: "email", part: "text", most: 50_000, lines: "many" },
  { channel: "email", part: "html", most: 90_000, lines: "many" },
  { channel: "slack", part: "title", most: 150, lines: "one" },
  { channel: "slack", part: "text", most: 2_900, lines: "many" },
  { channel: "sms", part: "text", most: 160, lines: "one" },
  { channel: "push", part: "title", most: 120, lines: "one" },
  { channel: "push", part: "body", most: 300, lines: "many" },
] as const satisfies readonly { channel: Channel; part: string; most: number; lines: "one" | "many" }[];
export type TemplatePart = (typeof TEMPLATE_PARTS)[number];

/** What is wrong with a template, and in which line of it; null where no line is to blame. */
export interface TemplateFault {
  line: number | null;
  reason: string;
}
export type Rendered = { kind: "rendered"; text: string } | { kind: "broken"; fault: TemplateFault };

const TAGS = ["if", "unless", "case", "for", "comment", "raw"];
/** None that reads a clock, makes a large text of a small one, or takes the escaping off. */
const FILTERS = [
  "upcase",
  "downcase",
  "capitalize",
  "truncate",
  "truncatewords",
  "default",
  "strip",
  "replace",
  "size",
  "first",
  "last",
];
const MOST_CHARACTERS = 20_000;
/** Far above what a template takes: the count below ends a runaway first, and a busy machine is no fault of the words. */
const RENDER_MS = 2_000;
/** Items and characters that loops, ranges and filters may make. */
const MOST_ALLOCATED = 50_000;

const ESCAPES: Record<"html" | "slack" | "plain", (text: string) => string> = {
  html: escapeHtml,
  slack: escapeSlack,
  plain: (text) => text,
};

type Dialect = keyof typeof ESCAPES;

function dialectOf({ channel, part }: TemplatePart): Dialect {
  if (channel === "slack") return "slack";
  return part === "html" ? "html" : "plain";
}

const engines: Partial<Record<Dialect, Liquid>> = {};

/** One engine for each way of escaping: no files, no clock, strict names, limits of size, time and memory. */
function engineOf(dialect: Dialect): Liquid {
  const known = engines[dialect];
  if (known !== undefined) return known;
  const toSafe = ESCAPES[dialect];
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    dynamicPartials: false,
    templates: {},
    parseLimit: MOST_CHARACTERS,
    renderLimit: RENDER_MS,
    memoryLimit: MOST_ALLOCATED,
    outputEscape: (value: unknown) => (value === null || value === undefined ? "" : toSafe(String(value))),
  });
  for (const tag of Object.keys(engine.tags)) if (!TAGS.includes(tag)) delete engine.tags[tag];
  for (const filter of Object.keys(engine.filters)) if (!FILTERS.includes(filter)) delete engine.filters[filter];
  engines[dialect] = engine;
  return engine;
}

/** Finds a part by the names of a path, such as `email` and `subject`. */
export function findPart(channel: string, part: string): TemplatePart | null {
  return TEMPLATE_PARTS.find((one) => one.channel === channel && one.part === part) ?? null;
}

/** A template with its variables filled in, escaped and finished as its channel demands; or why it cannot be. */
export function renderTemplate(part: TemplatePart, body: string, values: TemplateValues): Rendered {
  try {
    const engine = engineOf(dialectOf(part));
    return finish(part, String(engine.renderSync(engine.parse(body), values)));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { kind: "broken", fault: faultOf(error) };
  }
}

/**
 * What is wrong with a template: its syntax, an unknown name in any branch, what a mail must not hold, or that it is empty
 * or too long with one of these values. Null where nothing is.
 */
export function checkTemplate(
  part: TemplatePart,
  body: string,
  samples: readonly TemplateValues[],
): TemplateFault | null {
  if (body.trim() === "") return { line: null, reason: "it is empty: expected words, such as {{ title }}" };
  const unknown = unknownVariable(part, body) ?? (part.part === "html" ? forbiddenIn(body) : null);
  if (unknown !== null) return unknown;
  for (const values of samples) {
    const rendered = renderTemplate(part, body, values);
    if (rendered.kind === "broken") return rendered.fault;
  }
  return null;
}

function unknownVariable(part: TemplatePart, body: string): TemplateFault | null {
  const known: readonly string[] = TEMPLATE_VARIABLES.map(({ name }) => name);
  try {
    const engine = engineOf(dialectOf(part));
    const { globals } = engine.analyzeSync(engine.parse(body), { partials: false });
    for (const [name, places] of Object.entries(globals)) {
      if (known.includes(name)) continue;
      const line = places[0]?.location.row ?? null;
      return { line, reason: `there is no variable ${name}: expected one of those listed, such as title` };
    }
    return null;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return faultOf(error);
  }
}

const FORBIDDEN: readonly [pattern: RegExp, reason: string][] = [
  [/<\s*(script|iframe|object|embed|form|link|base)\b/i, "a mail must not hold this element, which every client drops"],
  [/\son\w+\s*=/i, "a mail must not hold a handler such as onclick, which every client drops"],
  [/javascript\s*:/i, "a link must lead to an address, not to a script"],
  [
    /(<img[^>]*src|background\s*=|url\()\s*=?\s*["']?\s*https?:/i,
    "a picture from elsewhere tells when the mail is read: leave it out",
  ],
];

function forbiddenIn(body: string): TemplateFault | null {
  for (const [pattern, reason] of FORBIDDEN) {
    const found = pattern.exec(body);
    if (found !== null)
      return { line: body.slice(0, found.index).split("\n").length, reason: `${reason} (${found[0].trim()})` };
  }
  return null;
}

/** One line where the part has one, ASCII in a subject, GSM in a text message; refused when nothing or too much is left. */
function finish(part: TemplatePart, rendered: string): Rendered {
  const text = lettersOf(part, part.lines === "one" ? rendered.replaceAll(/\s+/g, " ").trim() : rendered.trim());
  if (text === "") return broken("nothing is left of it once the variables are filled in");
  if (text.length > part.most)
    return broken(`it is ${text.length} characters once filled in, and ${part.most} is the most`);
  return { kind: "rendered", text };
}

function lettersOf({ channel, part }: TemplatePart, text: string): string {
  if (channel === "sms") return toGsm(text);
  return part === "subject" ? toAscii(text) : text;
}

function broken(reason: string): Rendered {
  return { kind: "broken", fault: { line: null, reason } };
}

/** The engine's own word without the place, which is told beside it. */
function faultOf(error: Error): TemplateFault {
  const words = error.message.split("\n")[0] ?? error.message;
  const place = /,? ?(?:file:[^,]*, ?)?line:(\d+), col:\d+$/.exec(words);
  const reason = words.replace(place?.[0] ?? "", "");
  const known = LiquidError.is(error) ? reason : `it cannot be read: ${reason}`;
  return { line: place?.[1] === undefined ? null : Number(place[1]), reason: inOurWords(known) };
}

function inOurWords(reason: string): string {
  const undefinedVariable = /^undefined variable: (.+)$/.exec(reason);
  if (undefinedVariable !== null)
    return `there is no variable ${undefinedVariable[1]}: expected one of those listed, such as title`;
  const undefinedFilter = /^undefined filter: (.+)$/.exec(reason);
  if (undefinedFilter !== null)
    return `there is no filter ${undefinedFilter[1]}: expected one of ${FILTERS.join(", ")}`;
  const unknownTag = /^tag "(.+)" not found$/.exec(reason);
  if (unknownTag !== null) return `there is no tag ${unknownTag[1]}: expected one of ${TAGS.join(", ")}`;
  if (/template render limit|render limit|memory alloc limit/i.test(reason))
    return "it takes too long or makes too much: expected fewer repetitions";
  if (/parse length limit/i.test(reason)) return `it is too long: at most ${MOST_CHARACTERS} characters`;
  return reason;
}
