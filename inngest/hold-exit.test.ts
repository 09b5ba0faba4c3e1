import { execFile } from "node:child_process";
import { expect, it } from "vitest";

const SCRIPT = `
  import { holdExit } from "./inngest/hold-exit.ts";
  holdExit(new Promise((resolve) => setImmediate(() => { console.log("work ended"); resolve(); })));
  process.exit(7);
  console.log("exit was asked for");
`;

it("lets work end before the process does, with the code that was asked for", async () => {
  const args = ["--import", "tsx", "--input-type=module", "--eval", SCRIPT];
  const ended = await new Promise((resolve) => {
    execFile(process.execPath, args, (error, stdout) =>
      resolve({ code: error?.code, said: stdout.trim().split("\n") }),
    );
  });
  expect(ended).toEqual({ code: 7, said: ["exit was asked for", "work ended"] });
});
