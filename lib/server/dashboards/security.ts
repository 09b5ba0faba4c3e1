import "server-only";
import { countRefusedSignIns } from "@/db/queries/dashboards/audited";
import { type Failure, listFailures } from "@/db/queries/dashboards/failures";
import { countComplianceEvents, countFraudFlags, countLimitViolations } from "@/db/queries/dashboards/security";
import { maskPlayer } from "@/lib/dashboards/mask-player";
import type { RecentFailure, SecurityDashboard } from "@/lib/dashboards/schema";
import type { ScoreBand } from "@/lib/dashboards/score-bands";
import { signalsOf } from "@/lib/dashboards/signals";
import { sumByType, totalOf } from "@/lib/dashboards/type-counts";
import { roundTo, toNumber } from "@/lib/kernel/money";
import { DAY_MS, windowBefore } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { readErrorTypes } from "./errors";
import { type Asked, questionOf } from "./question";

const RECENT = 10;

/** D3: the 24 hours before `at`; players masked. */
export async function readSecurity(ctx: Context, asked: Asked): Promise<SecurityDashboard> {
  const question = questionOf(ctx, asked);
  const { platform, filter, at } = question;
  const window = windowBefore(at, DAY_MS);
  const flags = await countFraudFlags(platform, filter, window);
  const theirs = await countComplianceEvents(platform, filter, { source: "platform", ...window });
  const ours = await countComplianceEvents(ctx.db, filter, { source: "ours", ...window });
  const limits = await countLimitViolations(platform, filter, window);
  const errors = await readErrorTypes(ctx, question, window);
  const refused = await countRefusedSignIns(ctx.db, filter, window);
  const failures = await listFailures(platform, filter, { ...window, limit: RECENT });
  const inBand = (wanted: ScoreBand) => totalOf(flags.filter(({ band }) => band === wanted));
  return {
    period: "24h",
    fraud_flags: { critical: inBand("critical"), high: inBand("high"), medium: inBand("medium"), low: inBand("low") },
    anomalies: sumByType(flags),
    compliance_violations: { new: theirs.all + ours.all, permanent: theirs.permanent + ours.permanent },
    limit_violations: { bet: 0, deposit: 0, loss: 0, session: 0, ...sumByType(limits) },
    signals: signalsOf(errors, refused),
    recent_failures: failures.map(failureToWire),
  };
}

function failureToWire({ playerId, amount, currency, createdAt, ...failure }: Failure): RecentFailure {
  const money = { amount: toNumber(roundTo(amount, currency)), currency };
  return { ...failure, ...money, player: maskPlayer(playerId), created_at: createdAt.toISOString() };
}
