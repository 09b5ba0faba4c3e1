import "./load-env.mjs";
import { retentionWarning } from "@/lib/retention/plan";
import { checkServing, metricsRetentionDays, parseEnv } from "@/lib/server/env";

// Run before anything is started: says what is wrong with the environment, in sentences, or nothing.
// What can be used and should not be is a line of standard output, and no failure.
try {
  const env = parseEnv(process.env);
  checkServing(env);
  const warning = retentionWarning({ metrics: metricsRetentionDays(env) });
  if (warning !== null) console.log(warning);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
