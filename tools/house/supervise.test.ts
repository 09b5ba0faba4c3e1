import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { processStamp } from "./processes.mjs";
import { Supervisor } from "./supervise.mjs";

let folder: string;
let supervisor: Supervisor;
let gaveUp: Promise<string>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pitboss-supervise-"));
  gaveUp = new Promise((resolve) => {
    supervisor = new Supervisor({ logDir: join(folder, "logs"), onGiveUp: resolve, graceMs: 100 });
  });
});

afterEach(async () => {
  await supervisor.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A real child of few lines; says "up" when it is ready. */
function script(name: string, code: string): { name: string; args: string[]; env: NodeJS.ProcessEnv } {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, code);
  return { name, args: [file], env: process.env };
}

const STAYS = `setInterval(() => {}, 1000); process.send("up");`;
const saysUp = async (child: ChildProcess) => {
  await once(child, "message");
};
const isAlive = (pid: number | undefined) => pid !== undefined && processStamp(pid) !== undefined;

describe("the supervisor", () => {
  it("starts a dead child again", async () => {
    let hearRestart: (child: ChildProcess) => void = () => undefined;
    const restarted = new Promise<ChildProcess>((resolve) => {
      hearRestart = resolve;
    });
    await supervisor.start({ ...script("app", STAYS), isReady: saysUp, onRestart: hearRestart });
    const first = supervisor.pidOf("app") ?? 0;
    process.kill(first, "SIGKILL");
    const again = await restarted;
    await once(again, "message");
    expect(again.pid).not.toBe(first);
    expect(isAlive(supervisor.pidOf("app"))).toBe(true);
    expect(readFileSync(join(folder, "logs", "app.log"), "utf8")).toContain("up: the app ended (SIGKILL)");
  });

  it("gives up on one that dies again and again, and says why", async () => {
    await supervisor.start({
      ...script("app", `process.send("up", () => { console.error("the well is dry"); process.exit(7); });`),
      isReady: saysUp,
    });
    const sentence = await gaveUp;
    expect(sentence).toContain("started again 5 times within a minute");
    expect(sentence).toContain("The app ended (7)");
    expect(sentence).toContain("the well is dry");
  });

  it("refuses a start that ends before it is ready, with the end of its log", async () => {
    const broken = { ...script("app", `console.error("no such port"); process.exit(1);`), isReady: saysUp };
    await expect(supervisor.start(broken)).rejects.toThrow(/The app ended \(1\).*no such port/s);
  });

  it("stops the last started first, and kills what does not listen", async () => {
    const order: string[] = [];
    const noting = (name: string) => async (child: ChildProcess) => {
      child.once("exit", (_code, signal) => order.push(`${name} by ${signal}`));
      await saysUp(child);
    };
    await supervisor.start({ ...script("database", STAYS), isReady: noting("database") });
    const deaf = script("app", `process.on("SIGTERM", () => {}); ${STAYS}`);
    await supervisor.start({ ...deaf, isReady: noting("app") });
    await supervisor.start({ ...script("simulator", STAYS), isReady: noting("simulator") });
    await Promise.all([supervisor.stop(), supervisor.stop()]);
    expect(order).toEqual(["simulator by SIGTERM", "app by SIGKILL", "database by SIGTERM"]);
  });

  it("takes a child's children with it", async () => {
    const parent = `
      import { spawn } from "node:child_process";
      const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
      setInterval(() => {}, 1000);
      process.send(child.pid);`;
    let grandchild = 0;
    await supervisor.start({
      ...script("app", parent),
      isReady: async (child) => {
        [grandchild] = await once(child, "message");
      },
    });
    expect(isAlive(grandchild)).toBe(true);
    await supervisor.stop();
    await expect.poll(() => isAlive(grandchild)).toBe(false);
  });
});
