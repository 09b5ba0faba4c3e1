import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { firstLevel } from "@/lib/rules/levels";
import { freePort } from "@/tools/house/port.mjs";
import { manyRules, manySeries, sampleOf } from "./rules-world";

const EVALUATIONS = 4;
const Answer = z.object({
  data: z.object({ groups: z.array(z.object({ evaluationTime: z.number(), lastEvaluation: z.string() })) }),
});

/** Prometheus' own pass over the same rules and series, where the program is installed: the peer the figure stands beside. */
export async function benchPrometheus(): Promise<string> {
  if (spawnSync("prometheus", ["--version"]).error !== undefined)
    return "  Prometheus: not installed here (Debian's package is called prometheus)";
  const folder = mkdtempSync(join(tmpdir(), "pitboss-bench-"));
  const page = metricsPage();
  const target = createServer((_, response) => response.end(page)).listen(0, "127.0.0.1");
  await once(target, "listening");
  const port = await freePort();
  let server: ChildProcess | undefined;
  try {
    writeFileSync(join(folder, "rules.yml"), rulesFile());
    writeFileSync(join(folder, "prometheus.yml"), configuration((target.address() as AddressInfo).port));
    server = spawn(
      "prometheus",
      [
        `--config.file=${folder}/prometheus.yml`,
        `--storage.tsdb.path=${folder}/data`,
        `--web.listen-address=127.0.0.1:${port}`,
        "--log.level=error",
      ],
      { stdio: "ignore" },
    );
    const times = await evaluations(port);
    const rss = rssMb(server.pid ?? 0);
    return `  Prometheus: ${times.map((seconds) => `${(seconds * 1000).toFixed(0)} ms`).join(", ")} a pass, ${rss} MB`;
  } finally {
    server?.kill("SIGKILL");
    target.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function metricsPage(): string {
  const lines = manySeries().map(
    ({ id, metric, labels }) => `${metric}{brand="${labels.brand}",game="${labels.game}"} ${sampleOf(id, 0)}`,
  );
  return `${lines.sort().join("\n")}\n`;
}

/** One of ours with two levels is two of its: it gets the first alone, so that both have as many rules. */
function rulesFile(): string {
  const rules = manyRules().map((rule) => {
    const { severity, threshold } = firstLevel(rule);
    const expression = `${rule.metric}{game="${rule.labels.game}"} > ${threshold}`;
    return `  - alert: ${rule.name}_${severity}\n    expr: ${expression}\n    for: 1m\n`;
  });
  return `groups:\n- name: bench\n  interval: 10s\n  rules:\n${rules.join("")}`;
}

function configuration(port: number): string {
  return `global:\n  scrape_interval: 5s\n  scrape_timeout: 5s\nrule_files: [rules.yml]\nscrape_configs:\n- job_name: bench\n  static_configs:\n  - targets: ['127.0.0.1:${port}']\n`;
}

/** How long each of its passes took, in seconds, once every series is there. */
async function evaluations(port: number): Promise<number[]> {
  const seen = new Map<string, number>();
  const patience = Date.now() + 120_000;
  while (seen.size < EVALUATIONS + 1 && Date.now() < patience) {
    await new Promise((done) => setTimeout(done, 500));
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/rules?type=alert`).catch(() => null);
    if (answer === null || !answer.ok) continue;
    const parsed = Answer.safeParse(await answer.json());
    for (const { lastEvaluation, evaluationTime } of parsed.data?.data.groups ?? [])
      if (evaluationTime > 0) seen.set(lastEvaluation, evaluationTime);
  }
  // The first passes find no series yet.
  return [...seen.values()].slice(1);
}

function rssMb(pid: number): string {
  const { stdout } = spawnSync("ps", ["-o", "rss=", "-p", String(pid)]);
  return (Number(stdout.toString().trim()) / 1000).toFixed(0);
}
