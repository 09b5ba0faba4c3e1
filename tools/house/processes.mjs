import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * What tells a process from a later one of the same number: when it started. Undefined when there is none.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function processStamp(pid) {
  try {
    // Field 22 of /proc/PID/stat, counted after the name, which may hold spaces.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? undefined : fields[19];
  } catch {
    return process.platform === "linux" ? undefined : stampByPs(pid);
  }
}

function stampByPs(pid) {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Ends whatever is left of a detached child's group. */
export function killGroup(pid) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
