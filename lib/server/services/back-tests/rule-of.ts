import "server-only";
import type { BackTest } from "@/db/queries/back-tests";
import { AppError } from "@/lib/kernel/errors";
import { readRuleBody } from "@/lib/rules/read-body";
import type { Rule } from "@/lib/rules/schema";

/** @throws AppError `invalid` naming the field below `rule`. */
export function ruleOf({ rule: body, ruleId, ruleVersion }: Pick<BackTest, "rule" | "ruleId" | "ruleVersion">): Rule {
  const read = readRuleBody(body);
  if (read.kind === "rule") return { ...read.rule, id: ruleId ?? 0, version: ruleVersion ?? 1, isDefault: false };
  const field = `rule.${read.fault.field}`;
  throw new AppError("invalid", `${field}: ${read.fault.message}`, { field });
}
