import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { build } from "esbuild";

/**
 * Runs a file of benches in a process of its own, bundled as the console is when it runs: the loader that reads TypeScript
 * would hold more memory than what is measured. Answers the lines it printed.
 */
export async function runInBundle(entry: string): Promise<string> {
  // Inside of the project, so that what is not bundled is found.
  const folder = mkdtempSync(resolve("node_modules", ".bench-"));
  try {
    const outfile = join(folder, "bench.mjs");
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      conditions: ["react-server"],
      packages: "external",
      logLevel: "error",
    });
    const child = spawn(process.execPath, ["--conditions=react-server", outfile], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [printed] = await Promise.all([text(child.stdout), once(child, "exit")]);
    return printed.trimEnd();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
