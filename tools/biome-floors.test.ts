import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";

// Biome is silent when a glob matches nothing: each line below is a file that must, or must not, be refused.
const REFUSED: [file: string, code: string][] = [
  ["lib/kernel/probe.ts", 'import "@/lib/alerts/schema"'],
  ["lib/kernel/probe.ts", 'import "react"'],
  ["lib/kernel/probe.ts", 'import "node:fs"'],
  ["lib/kernel/probe.ts", "export const at = Date.now()"],
  ["lib/alerts/probe.ts", 'import "@/db/client"'],
  ["lib/alerts/probe.ts", 'import "@/lib/server/context"'],
  ["lib/alerts/probe.ts", 'import "../rules/schema"'],
  ["lib/alerts/probe.ts", 'import "drizzle-orm/pg-core"'],
  ["lib/alerts/probe.ts", "export const at = new Date()"],
  ["lib/alerts/probe.ts", "export const zone = process.env"],
  ["lib/probe.ts", 'import "@/components/ui/time"'],
  ["db/queries/probe.ts", 'import "@/lib/server/context"'],
  ["db/queries/probe.ts", 'import "@/inngest/client"'],
  ["db/embedded/probe.ts", 'import "next/server"'],
  ["lib/server/services/alerts/probe.ts", 'import "@/inngest/client"'],
  ["lib/server/services/alerts/probe.ts", 'import "@/components/ui/time"'],
  ["lib/server/services/alerts/probe.ts", 'import "inngest"'],
  ["lib/server/services/alerts/probe.ts", 'import "nodemailer"'],
  ["lib/server/channels/probe.ts", 'import "@/db/client"'],
  ["lib/server/channels/probe.ts", 'import "@/app/layout"'],
  ["inngest/client.ts", 'import "@/db/client"'],
  ["inngest/transport.ts", 'import "@/inngest/embedded/executor"'],
  ["inngest/events.ts", 'import "@/lib/server/context"'],
  ["inngest/functions/probe.ts", 'import "@/db/client"'],
  ["inngest/functions/probe.ts", 'import "drizzle-orm"'],
  ["inngest/adapter.ts", 'import "@/db/queries/alerts"'],
  ["inngest/relay.ts", 'import "@/inngest/embedded/executor"'],
  ["inngest/embedded/probe.ts", 'import "@/inngest/functions/all"'],
  ["inngest/embedded/probe.ts", 'import "@/lib/server/services/alerts/command"'],
  ["components/alerts/probe.tsx", 'import "@/db/queries/alerts"'],
  ["components/alerts/probe.tsx", 'import "@/lib/server/context"'],
  ["components/alerts/probe.tsx", 'import "@tremor/react"'],
  ["components/ui/probe.tsx", 'import "@/lib/alerts/schema"'],
  ["components/ui/probe.tsx", 'import "@/components/alerts/list"'],
  ["app/probe/page.tsx", 'import "@/db/schema"'],
  ["app/probe/page.tsx", 'import "drizzle-orm"'],
  ["app/probe/page.tsx", 'import "@/inngest/embedded/executor"'],
  ["app/probe/page.tsx", 'import "@tremor/react"'],
  ["simulator/probe.ts", 'import "@/app/layout"'],
  ["tools/probe.ts", 'import "@/inngest/client"'],
  ["e2e/probe.spec.ts", 'import "@/db/client"'],
  ["lib/alerts/probe.test.ts", 'import "../rules/schema"'],
  ["lib/alerts/Probe.ts", "export const one = 1"],
  ["lib/alerts/probe.ts", "export default 1"],
  ["lib/alerts/probe.ts", "export const one: any = 1"],
  ["lib/alerts/probe.ts", 'export * from "./schema"'],
  ["lib/alerts/probe.ts", "export enum Kind { One }"],
];

const ALLOWED: [file: string, code: string][] = [
  ["lib/kernel/probe.ts", 'import "./time"; import "@/lib/kernel/time"; import "zod"'],
  ["lib/alerts/probe.ts", 'import "@/lib/rules/schema"; import "@/lib/kernel/time"; import "zod"'],
  ["lib/alerts/probe.test.ts", 'import "node:fs"; import "@/lib/fixtures"'],
  ["db/queries/probe.ts", 'import "drizzle-orm"; import "@/lib/alerts/schema"; import "@/db/schema"'],
  ["db/test-database.ts", 'import "@/lib/server/context"'],
  ["lib/server/services/alerts/probe.ts", 'import "drizzle-orm"; import "@/db/schema"; import "@/lib/server/wake"'],
  ["lib/server/services/alerts/probe.test.ts", 'import "@/db/test-database"; import "nodemailer"'],
  ["lib/server/channels/email.ts", 'import "resend"; import "nodemailer"; import "@/lib/notifications/schema"'],
  ["inngest/client.ts", 'import "inngest"; import "@/lib/server/env"; import "./transport"'],
  ["inngest/relay.ts", 'import "@/db/schema"; import "drizzle-orm"; import "@/lib/server/wake"'],
  ["inngest/functions/probe.ts", 'import "@/lib/server/services/alerts/command"; import "@/inngest/client"'],
  ["inngest/embedded/probe.ts", 'import "@/db/client"; import "@/lib/server/wake"; import "@/inngest/transport"'],
  ["components/alerts/probe.tsx", 'import "@/lib/alerts/schema"; import "@/components/ui/time"'],
  ["components/ui/probe.tsx", 'import "@tremor/react"; import "uplot"; import "@/lib/kernel/time"'],
  ["app/probe/page.tsx", 'import "@/db/queries/alerts"; import "@/lib/server/session"; import "@/inngest/client"'],
  ["app/probe/layout.tsx", "export default 1"],
  ["app/probe/route.test.ts", 'import "@/db/test-database"'],
  ["simulator/probe.ts", 'import "@/lib/server/context"; import "@/db/schema"'],
];

const Report = z.object({ diagnostics: z.array(z.object({ location: z.object({ path: z.string() }) })) });

const RULES: [file: string][] = [["biome.json"], ["tools/pure-lib.grit"]];

/** Lints the probes in a house of their own; returns the places Biome objected to. */
function lint(probes: [file: string, code: string][]): Set<string> {
  const house = mkdtempSync(join(tmpdir(), "pitboss-floors-"));
  try {
    for (const [file, code] of [...RULES, ...placed(probes)]) {
      mkdirSync(dirname(join(house, file)), { recursive: true });
      if (code === undefined) copyFileSync(file, join(house, file));
      else writeFileSync(join(house, file), `${code};\n`);
    }
    const run = spawnSync(resolve("node_modules/.bin/biome"), ["lint", ...OPTIONS], { cwd: house, encoding: "utf8" });
    const report = Report.parse(JSON.parse(run.stdout));
    return new Set(report.diagnostics.map(({ location }) => location.path));
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
}

const OPTIONS = ["--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none"];

/** Each probe in a file of its own: `lib/kernel/probe.ts` becomes `lib/kernel/probe-3.ts`. */
function placed(probes: [file: string, code: string][]): [file: string, code: string][] {
  return probes.map(([file, code], index) => [file.replace("probe", `probe-${index}`), code]);
}

describe("the floors", () => {
  const refused = lint(REFUSED);
  const objected = lint(ALLOWED);

  it.each(placed(REFUSED).map(([place], index) => ({ place, probe: REFUSED[index] })))("refuse $probe", ({ place }) =>
    expect(refused).toContain(place),
  );

  it.each(placed(ALLOWED).map(([place], index) => ({ place, probe: ALLOWED[index] })))("allow $probe", ({ place }) =>
    expect(objected).not.toContain(place),
  );
});
