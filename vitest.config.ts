import { defineConfig } from "vitest/config";

const alias = {
  "@": import.meta.dirname,
  "server-only": `${import.meta.dirname}/tools/server-only.ts`,
};
const elsewhere = ["**/node_modules/**", "**/.next*/**", "e2e/**"];

// Coverage counts lines that run in the test's own process. Entries and what they direct are processes of their own, tried
// from outside; pages and components run in the built console and the browser of the journeys.
const OWN_PROCESSES = [
  "{simulator,db/embedded}/main.ts",
  "tools/house/{browser,count-tests,journeys,open-house,stopping,test-all,up}.mjs",
];

export default defineConfig({
  test: {
    // Each worker has a database of its own, at 450 MB.
    maxWorkers: 2,
    coverage: {
      provider: "v8",
      reportOnFailure: true,
      include: ["{app,db,inngest,lib,simulator}/**/*.ts", "proxy.ts", "tools/house/*.mjs"],
      exclude: ["**/*.test.ts", "db/test-*.ts", "**/conformance/**", "**/scenarios/**", ...OWN_PROCESSES],
      reporter: ["text-summary"],
      reportsDirectory: "coverage",
    },
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["lib/**/*.test.ts", "components/**/*.test.{ts,tsx}", "tools/**/*.test.ts"],
          exclude: [...elsewhere, "lib/server/**"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "database",
          include: ["db", "lib/server", "inngest", "simulator", "app", "bench"].map(
            (folder) => `${folder}/**/*.test.{ts,tsx}`,
          ),
          exclude: elsewhere,
          globalSetup: "./db/test-servers.ts",
          // The first test to ask for a database waits for its start.
          hookTimeout: 60_000,
          // Generous: a test that starts processes takes long on a busy machine, and a hanging one is seen all the same.
          testTimeout: 60_000,
        },
      },
    ],
  },
});
