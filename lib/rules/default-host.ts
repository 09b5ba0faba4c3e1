import type { DefaultRule } from "./default-rule";

const NOT_COLLECTED = "Switched off: the process's own figures are not collected yet.";

/** What runs the platform's processes out: D's memory, T's growth, U's overload in three. */
export const HOST_RULES: readonly DefaultRule[] = [
  {
    name: "memory_high",
    metric: "memory_usage",
    operator: ">",
    threshold: 85,
    severity: "warning",
    critical: 95,
    durationSeconds: 120,
    channels: null,
    isActive: false,
    description: `Nearly all memory is in use: the process is about to be ended. 85 % and 95 % are the required figures; the two minutes are ours, longer than a garbage collection takes. ${NOT_COLLECTED}`,
    runbook:
      "1. See whether memory grew slowly (a leak) or at once (load).\n2. Restart one instance after the other.\n3. Give it more memory, or undo the change it began with.\n4. Resolve with the cause.",
  },
  {
    name: "memory_growth",
    metric: "memory_growth",
    operator: ">",
    threshold: 50,
    severity: "warning",
    durationSeconds: 3600,
    channels: null,
    isActive: false,
    description: `Memory grows by more than 50 MB an hour for an hour: a leak. The figures are ours: a process that has warmed up grows by a few MB at most, and at 50 a night is enough to run out. ${NOT_COLLECTED}`,
    runbook:
      "1. Compare the growth with the number of connections and players: does it follow them?\n2. Take a heap snapshot, and another an hour later.\n3. Restart before memory runs out, at a quiet hour.\n4. Resolve with what was kept.",
  },
  {
    name: "system_overload_cpu",
    metric: "cpu_usage",
    operator: ">",
    threshold: 85,
    severity: "warning",
    critical: 95,
    durationSeconds: 300,
    channels: null,
    isActive: false,
    description: `The processors have hardly anything left. 85 % and 95 % and the five minutes are ours: the figures of memory_high, for as long as a rule over an hour waits. ${NOT_COLLECTED}`,
    runbook:
      "1. See which process uses the processors.\n2. Compare with the request rate: is it load, or a loop?\n3. Add instances, or end what is not needed now.\n4. Resolve with the cause.",
  },
  {
    name: "system_overload_event_loop",
    metric: "event_loop_lag",
    operator: ">",
    threshold: 100,
    severity: "warning",
    critical: 500,
    durationSeconds: 60,
    channels: null,
    isActive: false,
    description: `The process is late for its own timers: all it answers is late with it. 100 and 500 ms and the minute are ours: the former is what people begin to notice, the latter half of what an API request may take. ${NOT_COLLECTED}`,
    runbook:
      "1. Find the request or job that computes for long without a pause.\n2. Move it to a worker, or make it smaller.\n3. Add instances meanwhile.\n4. Resolve with the request or job.",
  },
  {
    name: "system_overload_queue",
    metric: "queue_depth",
    operator: ">",
    threshold: 1000,
    severity: "warning",
    critical: 10_000,
    durationSeconds: 300,
    channels: null,
    isActive: false,
    description: `More jobs come than are worked off. 1,000 and 10,000 and the five minutes are ours: minutes and an hour of work at three jobs a second. ${NOT_COLLECTED}`,
    runbook:
      "1. See which queue grows, and which type of job.\n2. See whether its workers run, and what holds them up.\n3. Add workers, or hold back what can wait.\n4. Resolve with the cause.",
  },
];
