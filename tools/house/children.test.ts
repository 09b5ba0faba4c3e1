import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openMailbox } from "./mailbox.mjs";
import { processStamp } from "./processes.mjs";
import { killRuns, run, withParent } from "./run.mjs";
import { bareEnv, blankEnv } from "./test-env.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pitboss-children-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function script(name: string, code: string): string {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, code);
  return file;
}

describe("a command that is run to its end", () => {
  it("hands on its lines and its messages", async () => {
    const lines: string[] = [];
    const messages: unknown[] = [];
    const file = script("talks", `console.log("\\u001b[32mone\\u001b[0m"); process.send({ kind: "told" });`);
    await run(process.execPath, [file], {
      onLine: (line) => lines.push(line),
      onMessage: (told) => messages.push(told),
    });
    expect(lines).toEqual(["one"]);
    expect(messages).toEqual([{ kind: "told" }]);
  });

  it("is refused with the end of what it said", async () => {
    const file = script("fails", `console.error("the well is dry"); process.exitCode = 3;`);
    await expect(run(process.execPath, [file], { failure: "The well failed" })).rejects.toThrow(
      /the well is dry\nThe well failed \(3\)\.$/,
    );
  });

  it("ends when the start it belongs to is stopped", async () => {
    const file = script("stays", `setInterval(() => {}, 1000); process.send("up");`);
    const stopped = run(process.execPath, [file], { onMessage: killRuns });
    await expect(stopped).rejects.toThrow("SIGKILL");
  });
});

describe("a child tied to its parent", () => {
  it("ends itself when the parent is killed, deaf as it may be to it", async () => {
    const child = script("child", `process.send(process.pid); setInterval(() => {}, 1000);`);
    const parent = script(
      "parent",
      `import { spawn } from "node:child_process";
       const child = spawn(process.execPath, ${JSON.stringify([...withParent([child])])}, { detached: true, stdio: ["ignore", "ignore", "ignore", "ipc"] });
       child.on("message", (pid) => process.send(pid));`,
    );
    const process_ = spawn(process.execPath, [parent], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    const [pid] = await once(process_, "message");
    expect(processStamp(pid)).toBeDefined();
    process_.kill("SIGKILL");
    await expect.poll(() => processStamp(pid), { timeout: 5_000 }).toBeUndefined();
  });

  it("leaves its own workers alone, which end when their work does", async () => {
    const worker = script("worker", `process.on("message", () => process.send("done", () => process.disconnect()));`);
    const parent = script(
      "parent",
      `import { fork } from "node:child_process";
       const worker = fork(${JSON.stringify(worker)});
       worker.send("work");
       worker.on("message", (text) => console.log(text));`,
    );
    const lines: string[] = [];
    await run(process.execPath, withParent([parent]), { onLine: (line) => lines.push(line) });
    expect(lines).toEqual(["done"]);
  });
});

describe("the environment of tests", () => {
  it("covers what this machine's console is configured with, but not what tests ask for", () => {
    const before = { ...process.env };
    Object.assign(process.env, { DATABASE_URL: "postgres://x", TEST_DATA_DIR: "/data" });
    expect(blankEnv()).toMatchObject({ DATABASE_URL: "", SMTP_HOST: "", TEST_DATA_DIR: "/data" });
    expect(bareEnv()).toMatchObject({ TEST_DATA_DIR: "/data", PATH: before.PATH });
    expect(bareEnv()).not.toHaveProperty("DATABASE_URL");
    process.env = before;
  });
});

describe("the mailbox of the journeys", () => {
  it("takes mail, refuses it for now, and shows what came", async () => {
    const { createTransport } = await import("nodemailer");
    const mailbox = await openMailbox();
    const transport = createTransport({ host: "127.0.0.1", port: mailbox.smtpPort });
    const mail = { from: "pitboss@example.com", to: "ops@example.com", subject: "hello", text: "there" };
    await fetch(`${mailbox.url}/450`, { method: "POST" });
    await expect(transport.sendMail(mail)).rejects.toMatchObject({ responseCode: 450 });
    await fetch(`${mailbox.url}/250`, { method: "POST" });
    await transport.sendMail(mail);
    const mails = await (await fetch(mailbox.url)).json();
    expect(mails).toMatchObject([{ to: ["ops@example.com"], raw: expect.stringContaining("Subject: hello") }]);
    transport.close();
    await mailbox.close();
  });
});
