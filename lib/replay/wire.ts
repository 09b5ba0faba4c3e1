import type { RuleBody } from "@/lib/rules/body";
import type { BackTestResult, BackTestStatus, BackTestWire } from "./schema";

/** A back-test's job. */
interface Job {
  id: number;
  ruleId: number | null;
  ruleVersion: number | null;
  rule: RuleBody;
  days: number;
  status: BackTestStatus;
  progress: number;
  result: BackTestResult | null;
  error: string | null;
  requestedBy: string;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** A back-test as the API writes it. */
export function backTestToWire(job: Job): BackTestWire {
  return {
    id: job.id,
    rule_id: job.ruleId,
    rule_version: job.ruleVersion,
    rule_name: job.rule.rule_name,
    days: job.days,
    status: job.status,
    progress: job.progress,
    result: job.result,
    error: job.error,
    requested_by: job.requestedBy,
    created_at: job.createdAt.toISOString(),
    started_at: job.startedAt?.toISOString() ?? null,
    finished_at: job.finishedAt?.toISOString() ?? null,
  };
}
