import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";

const CODE = `
  import { onStop } from ${JSON.stringify(resolve("tools/house/stopping.mjs"))};
  onStop(async (reason) => { console.log(reason); process.stdin.resume(); });
  setInterval(() => {}, 1000);
  process.send?.(process.pid);`;
const ARGS = ["--input-type=module", "-e", CODE];

describe("being told to stop", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("by %s is heard once, whatever follows", async (signal) => {
    const child = spawn(process.execPath, ARGS, { stdio: ["pipe", "pipe", "inherit", "ipc"] });
    const heard: string[] = [];
    createInterface({ input: child.stdout ?? process.stdin }).on("line", (line) => heard.push(line));
    await once(child, "message");
    child.kill(signal);
    await expect.poll(() => heard).toEqual([signal]);
    child.kill("SIGTERM");
    child.kill("SIGINT");
    await expect.poll(() => heard).toEqual([signal]);
    child.kill("SIGKILL");
  });

  it("includes the death of the npm that started it", async () => {
    const npm = `
      import { spawn } from "node:child_process";
      const up = spawn(process.execPath, ${JSON.stringify(ARGS)}, {
        env: { ...process.env, npm_lifecycle_event: "up" }, stdio: ["ignore", "inherit", "inherit", "ipc"],
      });
      up.on("message", (pid) => process.send(pid));`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", npm], {
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    const lines = createInterface({ input: child.stdout ?? process.stdin });
    const [pid] = await once(child, "message");
    child.kill("SIGKILL");
    expect(await once(lines, "line")).toEqual(["npm is gone"]);
    process.kill(pid, "SIGKILL");
  });
});
