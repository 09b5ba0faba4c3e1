import { RuleBody } from "@/lib/rules/body";
import { readRuleBody } from "@/lib/rules/read-body";
import type { VersionWire } from "@/lib/rules/version";
import { ruleToBody } from "@/lib/rules/wire";
import { describeChanges } from "./describe-changes";
import { formOf, type RuleForm } from "./rule-form";

/** What a version changed against the one before it, as a sentence of words; the fields where one cannot be read any more. */
export function versionWords(version: VersionWire, before: VersionWire | undefined): string {
  if (before === undefined) return "As it was made";
  const [was, is] = [formOfBody(before.body), formOfBody(version.body)];
  const changes =
    was === null || is === null ? version.differences.map(({ field }) => `${field} changed`) : describeChanges(was, is);
  return changes.length === 0 ? "Nothing changed" : sentenceOf(changes);
}

function formOfBody(body: Record<string, unknown>): RuleForm | null {
  const parsed = RuleBody.safeParse(body);
  if (!parsed.success) return null;
  const read = readRuleBody(parsed.data);
  return read.kind === "rule" ? formOf(ruleToBody(read.rule)) : null;
}

function sentenceOf(changes: readonly string[]): string {
  const words = changes.join(", ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
