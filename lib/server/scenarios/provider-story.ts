import "server-only";
import { toRuleRow } from "@/db/queries/rules";
import { alertRules } from "@/db/schema";
import type { TestDatabase } from "@/db/test-database";
import { aRule } from "@/lib/fixtures";
import { ANY } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import type { ArrivedMail, MailServer } from "./mail-server";
import { Scenario } from "./scenario";

type RuleChanges = Parameters<typeof aRule>[0];

/** More than one in five payments of a provider fails: an alert for each, at once, told by e-mail. */
export function providerRule(changes: RuleChanges = {}) {
  return toRuleRow(
    aRule({
      name: "provider_failing",
      labels: { brand: ANY, provider: ANY },
      channels: ["log", "email"],
      durationMs: 0,
      holdMs: 0,
      cooldownMs: 0,
      ...changes,
    }),
  );
}

/** A story in a house that has this rule too. */
export function providerStory(
  parts: { database: TestDatabase; mail: MailServer },
  changes: RuleChanges = {},
): Scenario {
  const told = new Scenario({ ...parts, variables: { EMAIL_TO: "ops@x.test" } });
  return told.does(({ db }) => db.insert(alertRules).values(providerRule(changes)));
}

/** One collection in which each of these providers of Aurora failed as given. */
export function collects(value: number, ...providers: readonly string[]) {
  return async (ctx: Context) => {
    const samples = providers.map((provider) => {
      return { metric: "payment_failure_rate_1m", labels: { brand: "aurora", provider }, at: ctx.now(), value };
    });
    await evaluateRules(ctx, { at: ctx.now(), samples: await recordSamples(ctx, { samples }) });
  };
}

export const FIVE = ["a", "b", "c", "d", "e"] as const;

/** Numbers of the alerts that messages named, in the order they came. */
export function alertsNamed(arrived: readonly ArrivedMail[]): number[] {
  return arrived.flatMap(({ mail: { text, subject } }) =>
    [...`${subject} ${text}`.matchAll(/[( ]alert (\d+)\)/g)].map(([, id]) => Number(id)),
  );
}
