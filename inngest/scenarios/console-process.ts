import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** The background work of a console in a process of its own, on a database and with the variables given. */
export async function startConsole(variables: Record<string, string>): Promise<ChildProcess> {
  const child = fork("inngest/scenarios/console-child.ts", [], {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", LOG_LEVEL: "silent", ...variables },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await once(child, "message");
  return child;
}

/** Ends a process without a word, and resolves once it is gone. */
export async function killAtOnce(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}
