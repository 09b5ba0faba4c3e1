import "server-only";
import { AppError } from "@/lib/kernel/errors";
import { RuleBody } from "@/lib/rules/body";
import { type NewRule, readRuleBody } from "@/lib/rules/read-body";
import { parseInput } from "@/lib/server/http/read-input";

/**
 * A rule from what the API was sent.
 * @throws AppError `invalid` naming the field that is wrong, or that contradicts another.
 */
export function parseRule(raw: unknown): NewRule {
  const read = readRuleBody(parseInput(RuleBody, raw, "body"));
  if (read.kind === "rule") return read.rule;
  const { field, message } = read.fault;
  throw new AppError("invalid", `${field}: ${message}`, { field });
}
