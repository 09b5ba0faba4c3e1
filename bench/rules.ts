import { runInBundle } from "./in-bundle";
import { benchPrometheus } from "./prometheus";
import { RULES, SERIES } from "./rules-world";

/** One pass of 10,000 rules over 100,000 series: decisions alone, with the database, and Prometheus' own beside them. */
export async function benchRules(): Promise<void> {
  console.log(`rules: ${RULES} rules over ${SERIES} series, each series with one new sample`);
  console.log(await runInBundle("bench/rules-decisions.ts"));
  console.log(await runInBundle("bench/rules-stored.ts"));
  console.log(await benchPrometheus());
}
