// `npm run e2e -- [arguments of Playwright]`: the journeys alone.
import { runJourneys } from "./house/journeys.mjs";
import { Reporter } from "./house/reporter.mjs";
import { Refusal } from "./house/settings.mjs";

try {
  process.exitCode = await runJourneys(new Reporter(), process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
