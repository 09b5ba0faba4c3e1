import { UnreadableError } from "./unreadable";

/** What an expression may read: the run's own event, and the one that arrives. */
export interface Operands {
  event: unknown;
  async?: unknown;
}

/** A parsed expression; `undefined` is an attribute that is missing. */
export type Expression = (operands: Operands) => unknown;

const TOKEN = /\s*(?:(&&|==|\+)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(-?\d+(?:\.\d+)?)|([A-Za-z_]\w*(?:\.\w+)*))/y;

/**
 * Reads the part of Inngest's expressions that the executor supports: paths below `event` and `async`, literals, `+` of
 * texts, `==` and `&&`.
 * @throws UnreadableError naming what it cannot read: an expression that is read wrongly would start or cancel the wrong run.
 */
export function parseExpression(source: string): Expression {
  const tokens = tokenize(source);
  const parts = splitBy(tokens, "&&").map((part) => comparison(part, source));
  const [only] = parts;
  return parts.length === 1 && only ? only : (operands) => parts.every((part) => part(operands) === true);
}

function comparison(tokens: Token[], source: string): Expression {
  const [left, right, ...rest] = splitBy(tokens, "==").map((side) => sum(side, source));
  if (!left || rest.length > 0) throw unreadable(source);
  return right ? (operands) => areEqual(left(operands), right(operands)) : left;
}

function sum(tokens: Token[], source: string): Expression {
  const terms = splitBy(tokens, "+").map((part) => {
    const [token, ...rest] = part;
    if (!token || rest.length > 0) throw unreadable(source);
    return term(token, source);
  });
  const [only] = terms;
  return terms.length === 1 && only ? only : (operands) => terms.map((each) => String(each(operands) ?? "")).join("");
}

function term(token: Token, source: string): Expression {
  if (token.kind === "literal") return () => token.value;
  const [root, ...path] = token.kind === "path" ? token.path : [];
  if (root === "event") return ({ event }) => read(event, path);
  if (root === "async") return (operands) => read(operands.async, path);
  throw unreadable(source);
}

/** On the server a missing attribute equals null, but two missing ones differ: else any event would match any run. */
function areEqual(left: unknown, right: unknown): boolean {
  if (left === undefined && right === undefined) return false;
  return (left ?? null) === (right ?? null);
}

function read(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) return undefined;
    found = Object.entries(found).find(([key]) => key === name)?.[1];
  }
  return found;
}

type Token =
  | { kind: "operator"; text: string }
  | { kind: "literal"; value: unknown }
  | { kind: "path"; path: string[] };

const WORDS = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  const text = source.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) throw unreadable(source);
    const [, operator, quoted, number, path] = match;
    if (operator) tokens.push({ kind: "operator", text: operator });
    else if (quoted) tokens.push({ kind: "literal", value: quoted.slice(1, -1).replace(/\\(.)/g, "$1") });
    else if (number) tokens.push({ kind: "literal", value: Number(number) });
    else if (path && WORDS.has(path)) tokens.push({ kind: "literal", value: WORDS.get(path) });
    else tokens.push({ kind: "path", path: (path ?? "").split(".") });
  }
  return tokens;
}

function splitBy(tokens: Token[], operator: string): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === "operator" && token.text === operator) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function unreadable(source: string): UnreadableError {
  return new UnreadableError(
    `The embedded executor cannot read the expression "${source}": use paths such as event.data.id, ==, && and literals.`,
  );
}
