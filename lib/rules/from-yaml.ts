import { isMap, isNode, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from "yaml";
import { RULE_FIELDS } from "./as-yaml";
import { RuleBody } from "./body";
import { type NewRule, readRuleBody } from "./read-body";

/** What is wrong with a file: where, of which rule and field, and why with an example. */
export interface FileFault {
  /** From 1. */
  line: number;
  /** null where it is of no rule, or of one without a name. */
  rule: string | null;
  field: string | null;
  message: string;
}

/** A rule of a file and where it begins. */
export interface FileRule {
  rule: NewRule;
  line: number;
}

export type FileRead = { kind: "rules"; rules: FileRule[] } | { kind: "faults"; faults: FileFault[] };

/** Fields that a GET adds; a file may repeat them, and they change nothing. */
const READ_ONLY = ["id", "is_default", "sentence", "version", "created_at", "updated_at", "findings"];
const KNOWN: ReadonlySet<string> = new Set([...RULE_FIELDS, ...READ_ONLY]);
/** A file that unfolds its aliases to more than this is an attack, or a mistake. */
const MAX_ALIASES = 1000;

interface Lines {
  of(node: unknown): number;
}

/** Reads the rules of a file, or finds every fault in it. */
export function rulesFromYaml(text: string): FileRead {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, merge: true });
  const lineAt = (offset: number) => Math.max(1, counter.linePos(offset).line);
  if (document.errors.length > 0)
    return faults(document.errors.map(({ pos, message }) => fault(lineAt(pos[0]), `not YAML: ${message}`)));
  const lines: Lines = { of: (node) => (isNode(node) && node.range ? lineAt(node.range[0]) : 1) };
  const root: ParsedNode | null = document.contents;
  const list = isMap(root) ? root.get("rules", true) : null;
  if (!isMap(root) || !isSeq(list))
    return faults([fault(1, 'expected a list under "rules", such as: rules: [{rule_name: payment_outage, …}]')]);
  const strange = root.items.flatMap(({ key }) =>
    isScalar(key) && key.value !== "rules" ? [fault(lines.of(key), `${key.value} is not known here, only rules`)] : [],
  );
  const whole = unfold(document);
  if (whole === null) return faults([fault(1, "aliases unfold to too much: write the rules out")]);
  const read = list.items.map((node, index) => readOne(node, whole[index], lines));
  const found = [...strange, ...read.flatMap((one) => ("faults" in one ? one.faults : []))];
  const rules = read.flatMap((one) => ("faults" in one ? [] : [one]));
  const all = [...found, ...duplicates(rules)];
  return all.length > 0 ? faults(all.sort((a, b) => a.line - b.line)) : { kind: "rules", rules };
}

/** The rules as plain values; null where aliases grow beyond measure. */
function unfold(document: { toJS(options: { maxAliasCount: number }): unknown }): unknown[] | null {
  try {
    const whole = document.toJS({ maxAliasCount: MAX_ALIASES });
    return typeof whole === "object" && whole !== null && "rules" in whole && Array.isArray(whole.rules)
      ? whole.rules
      : [];
  } catch (error) {
    if (error instanceof ReferenceError) return null;
    throw error;
  }
}

function readOne(node: unknown, raw: unknown, lines: Lines): FileRule | { faults: FileFault[] } {
  const line = lines.of(node);
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    return { faults: [fault(line, "expected a rule, such as {rule_name: payment_outage, …}")] };
  const name = "rule_name" in raw && typeof raw.rule_name === "string" ? raw.rule_name : null;
  const at = (path: readonly PropertyKey[], message: string): FileFault => ({
    line: lineOf(node, path, lines) ?? line,
    rule: name,
    field: path.length === 0 ? null : path.map(String).join("."),
    message,
  });
  const unknown = Object.keys(raw).filter((field) => !KNOWN.has(field));
  const strange: FileFault[] = unknown.map((field) =>
    at([field], `is not known; expected one of ${RULE_FIELDS.join(", ")}`),
  );
  const parsed = RuleBody.safeParse(raw);
  if (!parsed.success)
    return { faults: [...strange, ...parsed.error.issues.map(({ path, message }) => at(path, message))] };
  const inner = ignoredPaths(raw, parsed.data).filter((path) => path.length > 1);
  strange.push(...inner.map((path) => at(path, "is not known here")));
  const read = readRuleBody(parsed.data);
  if (read.kind === "fault") return { faults: [...strange, at(read.fault.field.split("."), read.fault.message)] };
  return strange.length > 0 ? { faults: strange } : { rule: read.rule, line };
}

/** What was written and not read: a field misspelt inside another must not be dropped in silence. */
function ignoredPaths(raw: unknown, read: unknown, path: readonly PropertyKey[] = []): PropertyKey[][] {
  if (typeof raw !== "object" || raw === null) return [];
  const known = new Map(Object.entries(typeof read === "object" && read !== null ? read : {}));
  return Object.entries(raw).flatMap(([name, value]) => {
    const inner = [...path, Array.isArray(raw) ? Number(name) : name];
    return known.has(name) ? ignoredPaths(value, known.get(name), inner) : [inner];
  });
}

/** The line of a field, or of the nearest thing around it that is written. */
function lineOf(node: unknown, path: readonly PropertyKey[], lines: Lines): number | null {
  if (!isMap(node) && !isSeq(node)) return null;
  for (let length = path.length; length > 0; length -= 1) {
    const found: unknown = node.getIn(path.slice(0, length), true);
    if (isNode(found)) return lines.of(found);
  }
  return null;
}

function duplicates(rules: readonly FileRule[]): FileFault[] {
  const first = new Map<string, number>();
  return rules.flatMap(({ rule: { name }, line }) => {
    const before = first.get(name);
    if (before === undefined) first.set(name, line);
    const message = `is in the file twice, first on line ${before}`;
    return before === undefined ? [] : [{ line, rule: name, field: "rule_name", message }];
  });
}

function faults(found: FileFault[]): FileRead {
  return { kind: "faults", faults: found };
}

function fault(line: number, message: string): FileFault {
  return { line, rule: null, field: null, message };
}

/** `line 4, payment_outage, threshold_value: expected a number, such as 5`. */
export function describeFileFault({ line, rule, field, message }: FileFault): string {
  const place = [`line ${line}`, ...(rule === null ? [] : [rule]), ...(field === null ? [] : [field])];
  return `${place.join(", ")}: ${message}`;
}
