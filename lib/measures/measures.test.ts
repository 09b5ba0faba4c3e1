import { describe, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { approve } from "./approve";
import { composeRequest } from "./compose-request";
import { type CallOutcome, decideAttempt } from "./decide-attempt";
import { moveRun, RUN_MOVES, type RunMove } from "./move-run";
import { planRun } from "./plan-run";
import { MeasureBody } from "./requests";
import { RUN_STATUSES, type RunStatus } from "./schema";

const now = new Date("2026-11-20T03:00:00Z");
const measure = { occasion: "triggered", isActive: true, isDryRun: false, needsApproval: true } as const;

describe("what becomes of a measure", () => {
  it.each([
    ["waits for approval", {}, {}, { kind: "wait-for-approval" }],
    ["is called at once where no approval is asked", { needsApproval: false }, {}, { kind: "run" }],
    ["is only shown in a dry run, without approval", { isDryRun: true }, {}, { kind: "dry-run" }],
    ["is left on another occasion", { occasion: "escalated" }, {}, none("it is for alerts that are escalated")],
    ["is left when switched off", { isActive: false }, {}, none("it is switched off")],
    ["is left once the alert is resolved", {}, { status: "resolved" }, none("the alert is resolved")],
    ["is left of a rule in shadow", {}, { isShadow: true }, none("the rule is in shadow")],
    ["is left while hidden", {}, { mute: silence() }, none("silence 12, maintenance hides the alert")],
  ] as const)("%s", (_words, changes, alert, plan) => {
    expect(planRun({ ...measure, ...changes }, anAlert(alert), "triggered")).toEqual(plan);
  });

  function none(because: string) {
    return { kind: "none", because } as const;
  }
  function silence() {
    return { kind: "silence", id: 12, by: "silence 12, maintenance", until: null } as const;
  }
});

describe("a run", () => {
  const allowed: [RunStatus, RunMove, RunStatus][] = [
    ["waiting", "approve", "approved"],
    ["waiting", "decline", "declined"],
    ["approved", "succeed", "done"],
    ["approved", "fail", "failed"],
    ["done", "take-back", "undone"],
    ["failed", "ask-again", "approved"],
  ];

  it("moves as the table says, and in no other way", () => {
    const found = RUN_STATUSES.flatMap((from) =>
      RUN_MOVES.flatMap((move) => {
        const to = moveRun(from, move);
        return to === null ? [] : [[from, move, to]];
      }),
    );
    expect(found).toEqual(allowed);
  });
});

describe("approval", () => {
  const people = { person: "ada@x.test", changedBy: ["bo@x.test"], escalatedBy: [] };
  it.each([
    ["another admin may", people, "allowed"],
    ["who changed the measure may not", { ...people, changedBy: ["bo@x.test", "ada@x.test"] }, "refused"],
    ["who escalated by hand may not", { ...people, escalatedBy: ["ada@x.test"] }, "refused"],
  ])("%s", (_words, given, kind) => {
    expect(approve(given).kind).toBe(kind);
  });
});

describe("what follows an attempt", () => {
  const answered = (status: number, retryAfterMs: number | null = null): CallOutcome => ({
    kind: "answered",
    status,
    body: "word",
    retryAfterMs,
  });

  it.each([200, 201, 204, 299])("%i is done", (status) => {
    expect(decideAttempt(answered(status), 1, now)).toEqual({ kind: "done", response: `${status}: word` });
  });

  it.each([301, 307, 400, 401, 404, 409, 422])("%i is final", (status) => {
    expect(decideAttempt(answered(status), 1, now).kind).toBe("failed");
  });

  it.each([408, 429, 500, 502, 503])("%i is tried again", (status) => {
    expect(decideAttempt(answered(status), 1, now)).toMatchObject({ kind: "retry", at: addMs(now, 5 * SECOND_MS) });
  });

  it.each([
    [1, 5 * SECOND_MS],
    [2, 15 * SECOND_MS],
    [3, 45 * SECOND_MS],
    [4, 2 * MINUTE_MS],
    [5, 5 * MINUTE_MS],
  ])("attempt %i is followed by the next after %i ms", (attempts, waitMs) => {
    const decided = decideAttempt({ kind: "broken", word: "no answer in time" }, attempts, now);
    expect(decided).toEqual({ kind: "retry", at: addMs(now, waitMs), response: "no answer in time" });
  });

  it("is the end after the sixth", () => {
    expect(decideAttempt(answered(500), 6, now)).toEqual({
      kind: "failed",
      response: "500: word (given up after 6 attempts)",
    });
  });

  it("waits as long as the platform asks, and never less than it would", () => {
    expect(decideAttempt(answered(429, 90 * SECOND_MS), 1, now)).toMatchObject({ at: addMs(now, 90 * SECOND_MS) });
    expect(decideAttempt(answered(429, SECOND_MS), 1, now)).toMatchObject({ at: addMs(now, 5 * SECOND_MS) });
    expect(decideAttempt(answered(503, 61 * MINUTE_MS), 1, now).kind).toBe("failed");
  });

  it("is nothing more where no call was made", () => {
    expect(decideAttempt({ kind: "blocked", word: "private" }, 1, now)).toEqual({
      kind: "failed",
      response: "private",
    });
  });
});

describe("a measure that is sent in", () => {
  const body = { name: "Route cards to ECPay", url: "https://psp-router.example.com/measures" };

  it("calls nobody and asks for approval unless it says so", () => {
    expect(MeasureBody.parse(body).settings).toMatchObject({ isDryRun: true, needsApproval: true, isActive: true });
  });

  it.each([
    "http://psp-router.example.com/measures",
    "ftp://example.com",
    "psp-router",
    "https://user:secret@example.com/",
    "http://127.0.0.1.example.com/",
    "javascript:alert(1)",
  ])("is refused with the address %s", (url) => {
    expect(MeasureBody.safeParse({ ...body, url }).error?.issues[0]?.path).toEqual(["url"]);
  });

  it.each(["http://127.0.0.1:9000/x", "http://localhost/x", "http://[::1]:8080/"])("may call %s", (url) => {
    expect(MeasureBody.safeParse({ ...body, url }).success).toBe(true);
  });

  it("is refused with a name of nothing, an unknown occasion, or a field nobody knows", () => {
    for (const wrong of [{ name: " " }, { occasion: "resolved" }, { secret: "x" }]) {
      expect(MeasureBody.safeParse({ ...body, ...wrong }).success).toBe(false);
    }
  });
});

describe("what is sent", () => {
  it("names measure, action, run and the alert as it was", () => {
    const run = { id: 7, measureName: "Route cards to ECPay", action: "run", isDryRun: false } as const;
    expect(JSON.parse(composeRequest(run, anAlert(), now))).toMatchObject({
      measure: "Route cards to ECPay",
      action: "run",
      dry_run: false,
      run_id: 7,
      requested_at: "2026-11-20T03:00:00.000Z",
      alert: { id: 42, rule_name: "payment_outage", severity: "critical" },
    });
  });
});
