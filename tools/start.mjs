// `npm start`: the built console alone, for where the database and the process belong to somebody else.
import "./load-env.mjs";
import { checkEnvironment } from "./house/open-house.mjs";
import { Refusal, readSettings } from "./house/settings.mjs";

try {
  const { host, port } = readSettings();
  const warnings = await checkEnvironment({ ...process.env, NODE_ENV: "production" });
  for (const warning of warnings) console.warn(warning);
  process.argv = [...process.argv.slice(0, 2), "start", "-H", host, "-p", String(port)];
  await import("next/dist/bin/next");
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exit(1);
}
