import "@/tools/load-env.mjs";
import { benchBackTest } from "./back-test";
import { benchCollection } from "./collection";
import { benchDelivery } from "./delivery";
import { benchRules } from "./rules";

/** Each prints its own figures beside the limit or peer it is held against. */
const BENCHES: Record<string, () => Promise<void>> = {
  collection: benchCollection,
  rules: benchRules,
  "back-test": benchBackTest,
  delivery: benchDelivery,
};

/** `npm run bench [-- NAME …]`: all, or those named. Figures, never a verdict: the machine is not always quiet. */
async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in BENCHES));
  if (unknown.length > 0) {
    console.error(`There is no bench called ${unknown.join(", ")}; there are ${Object.keys(BENCHES).join(", ")}.`);
    process.exitCode = 1;
    return;
  }
  for (const [name, bench] of Object.entries(BENCHES)) if (asked.length === 0 || asked.includes(name)) await bench();
}

await main();
