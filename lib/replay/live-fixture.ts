import { groupKeyOf, groupTitleOf } from "@/lib/alerts/group";
import { labelsOf } from "@/lib/alerts/labels-of";
import type { Alert } from "@/lib/alerts/schema";
import { transition } from "@/lib/alerts/transition";
import { beginAt } from "@/lib/escalation/begin-at";
import { choosePolicy } from "@/lib/escalation/choose-policy";
import { nextStep } from "@/lib/escalation/next-step";
import { resolveTargets } from "@/lib/escalation/resolve-targets";
import type { Standing, TakenStep } from "@/lib/escalation/schema";
import { takeStep } from "@/lib/escalation/take-step";
import { targetsOf } from "@/lib/escalation/targets-of";
import { severityRank } from "@/lib/kernel/severity";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { decideRelease } from "@/lib/notifications/bundle";
import { decide, decidingGate } from "@/lib/notifications/decide";
import { isFirst, mayBeFirst } from "@/lib/notifications/first-of-subsystem";
import { moveNotice, waitOf } from "@/lib/notifications/group";
import type { Planned, Telling } from "@/lib/notifications/house";
import { kindOf, type Occasion } from "@/lib/notifications/schema";
import { supersedes } from "@/lib/notifications/supersede";
import { fullUntil, longestCapMs, passesCaps } from "@/lib/notifications/throttle";
import { answerOnCall } from "@/lib/on-call/answer-on-call";
import { decideMute, describeMute } from "@/lib/silences/decide-mute";
import { isSameMute } from "@/lib/silences/same-mute";
import type { Act, SimulatedRow, Story, World } from "./simulation";

/** Every instant of a random story lies on a whole number of these. */
const TICK_MS = 30 * SECOND_MS;

/**
 * A house that lives through a story tick by tick: at each it asks what the services ask of their tables, and knows nothing of
 * what is to come. A simulation, which jumps from one instant to the next, must come to the same rows.
 */
export class LiveHouse {
  readonly rows: SimulatedRow[] = [];
  /** Rows that were ever to leave, so that a tick with nothing due is quick. */
  readonly #waiting = new Set<SimulatedRow>();
  #alert: Alert;
  #standing: Standing;
  #taken: TakenStep;
  #group: { title: string; toldAt: Date | null; nextNoticeAt: Date | null } | null;
  #now: Date;

  constructor(
    private readonly story: Story,
    private readonly world: World,
    begunAt: Date,
  ) {
    const { alert } = story;
    const policy = story.policy ?? choosePolicy(world.policies, alert, world.lastResort);
    const begun = beginAt({ policy, severity: alert.severity, level: 0 }, begunAt);
    this.#standing = begun.standing;
    this.#taken = begun.taken;
    const { keys } = world.grouping;
    const labels = labelsOf(alert);
    const isGrouped = groupKeyOf(labels, keys) !== null;
    this.#group = isGrouped ? { title: groupTitleOf(labels, keys), toldAt: null, nextNoticeAt: null } : null;
    this.#alert = { ...alert, groupId: isGrouped ? 1 : null };
    this.#now = begunAt;
  }

  live(): this {
    const begunAt = this.#now;
    this.#await();
    this.#plan("triggered");
    const endsAt = addMs(begunAt, this.story.horizonMs);
    for (let at = addMs(begunAt, TICK_MS); at <= endsAt; at = addMs(at, TICK_MS)) {
      this.#now = at;
      this.#drain();
      this.#advance();
      this.#expire();
      if (at.getTime() % MINUTE_MS === 0) this.#look();
      for (const act of this.story.acts) if (addMs(begunAt, act.afterMs).getTime() === at.getTime()) this.#act(act);
    }
    return this;
  }

  #await(): void {
    const next = nextStep(this.#alert, this.#standing);
    this.#alert.escalatesAt = next.kind === "escalate" && this.#alert.mute === null ? next.at : null;
  }

  #begin(): void {
    const { severity, escalationLevel: level } = this.#alert;
    const begun = beginAt({ policy: this.#standing.policy, severity, level }, this.#now);
    this.#standing = begun.standing;
    this.#taken = begun.taken;
    this.#await();
  }

  #told(): SimulatedRow[] {
    return this.rows.filter(({ status }) => status === "delivered");
  }

  #recent(): Map<string, Date[]> {
    const since = addMs(this.#now, -longestCapMs(this.world.house.caps));
    const recent = new Map<string, Date[]>();
    const seen = new Set<number>();
    for (const row of this.#told()) {
      if (row.deliveredAt === null || row.deliveredAt <= since || row.occasion.startsWith("acknowledged")) continue;
      if (row.bundle !== null && seen.has(row.bundle)) continue;
      if (row.bundle !== null) seen.add(row.bundle);
      const key = `${row.channel} ${row.recipient}`;
      recent.set(key, [...(recent.get(key) ?? []), row.deliveredAt]);
    }
    return recent;
  }

  #mute(): { reason: string } | null {
    if (this.#alert.class === "player_safety") return null;
    const mute = decideMute(this.#alert, this.world.hiders, this.#now);
    if (this.#alert.status !== "resolved" && !isSameMute(this.#alert.mute, mute)) this.#hideOrShow(mute);
    return mute === null ? null : { reason: describeMute(mute) };
  }

  #hideOrShow(mute: Alert["mute"]): void {
    this.#alert.version += 1;
    this.#alert.mute = mute;
    if (mute !== null) {
      this.#alert.escalatesAt = null;
      return;
    }
    this.#alert.mutes += 1;
    this.#begin();
  }

  #look(): void {
    if (this.world.hiders.silences.length === 0) return;
    if (this.#alert.status === "resolved" || this.#alert.class === "player_safety") return;
    const mute = decideMute(this.#alert, this.world.hiders, this.#now);
    if (isSameMute(this.#alert.mute, mute)) return;
    this.#hideOrShow(mute);
    if (mute === null && this.#alert.status !== "acknowledged") this.#plan(`unmuted:${this.#alert.mutes}`);
  }

  #plan(occasion: Occasion): void {
    const { world, story } = this;
    const now = this.#now;
    const mute = this.#mute();
    const isNews = !["resolved", "acknowledged"].includes(kindOf(occasion));
    const told = this.#told();
    const beside = told.filter(({ channel }) => channel !== "log");
    const gravest = beside.map((row) => row.severity).sort((a, b) => severityRank(b) - severityRank(a))[0] ?? null;
    const alert = this.#alert;
    const { severity, brand, class: kind } = alert;
    const group = this.#group && { ...this.#group, gravest };
    const { maxAlertsPerHour, ruleChannels } = story;
    const waiting = { alert, occasion, severity, group, grouping: world.grouping, maxAlertsPerHour };
    const wait = isNews ? waitOf(waiting, now) : null;
    const onCall = answerOnCall(world.rotations, world.overrides, now);
    const named = { targets: targetsOf(this.#taken, occasion), by: this.#taken.by, brand, onCall };
    const { targets, because } = isNews ? resolveTargets(named, world.house) : { targets: null, because: null };
    const { subsystem } = labelsOf(alert);
    const isFirstOfSubsystem = mayBeFirst({ subsystem, occasion, severity }) && isFirst(beside, now);
    const toldBy = new Set(told.map((row) => `${row.channel} ${row.recipient}`));
    const asked = { severity, occasion, brand, class: kind, ruleChannels, toldBy, mute, wait, targets };
    const telling = { ...asked, everyoneBecause: because, isFirstOfSubsystem };
    const planned = decide(telling, { ...world.house, recent: this.#recent() }, now);
    this.#insert(planned, telling);
    if (this.#group !== null && isNews) Object.assign(this.#group, moveNotice({ planned, wait }, now));
    this.#drain();
  }

  #insert(planned: readonly Planned[], telling: Telling): void {
    const reason = supersedes(telling.occasion);
    const before = [...this.rows];
    for (const one of planned) {
      const { recipient, channel, decision, gates } = one;
      const { occasion, severity } = telling;
      const isSent = decision.kind === "send";
      const held = before.filter((row) => row.status === "held" && row.channel === channel);
      if (isSent && reason !== null)
        for (const row of held)
          if (row.recipient === recipient.key) Object.assign(row, { status: "skipped", reason, dueAt: null });
      const until = decision.kind === "hold" ? decision.until : null;
      const row: SimulatedRow = {
        ...{ id: this.rows.length + 1, occasion, severity, channel, recipient: recipient.key, name: recipient.name },
        ...{ status: isSent ? "queued" : until ? "held" : "skipped", reason: decision.reason, gate: decidingGate(one) },
        ...{ gates, passesCaps: passesCaps(telling) !== null, createdAt: this.#now, heldUntil: until },
        ...{ dueAt: isSent ? this.#now : until, deliveredAt: null, bundle: null },
      };
      this.rows.push(row);
      if (row.dueAt !== null) this.#waiting.add(row);
    }
  }

  /** Sends message after message while any is due. */
  #drain(): void {
    const isDue = ({ dueAt, status }: SimulatedRow) =>
      dueAt !== null && dueAt <= this.#now && (status === "queued" || status === "held");
    for (const row of this.#waiting) if (row.dueAt === null) this.#waiting.delete(row);
    if (![...this.#waiting].some(isDue)) return;
    for (let head = this.rows.find(isDue); head !== undefined; head = this.rows.find(isDue)) {
      const { channel, recipient } = head;
      const queue = this.rows.filter((row) => row.channel === channel && row.recipient === recipient);
      const bundle = head.status === "queued" ? [head] : this.#bundle(head, queue);
      const told = this.#recent().get(`${channel} ${recipient}`) ?? [];
      const full = fullUntil(this.world.house.caps[channel] ?? [], told, this.#now);
      if (full !== null && !bundle.some((row) => row.passesCaps)) {
        const waits = queue.filter((row) => bundle.includes(row) || (isDue(row) && !row.passesCaps));
        for (const row of waits) this.#holdByCap(row, full);
      } else if (head.status === "queued") {
        Object.assign(head, { status: "delivered", deliveredAt: this.#now, dueAt: null });
      } else {
        this.#release(bundle, head.id);
      }
    }
  }

  #holdByCap(row: SimulatedRow, { until, reason }: { until: Date; reason: string }): void {
    const gates = [...row.gates, { gate: "cap", result: "hold", reason }];
    Object.assign(row, { status: "held", reason, gate: "cap", gates, dueAt: until, bundle: null });
  }

  #bundle(head: SimulatedRow, queue: readonly SimulatedRow[]): SimulatedRow[] {
    const { groupId, ruleId, capUntil } = this.#alert;
    const isAkin = groupId !== null || ruleId !== null;
    return queue.filter((row) => {
      const isDue = row.dueAt !== null && row.dueAt <= this.#now;
      const isOfOneGate = row.gate === head.gate && (row.gate === "cap" || (row.gate === "quiet hours" && isDue));
      return row.status === "held" && (row === head || (isAkin && (isDue || capUntil !== null)) || isOfOneGate);
    });
  }

  #release(bundle: readonly SimulatedRow[], id: number): void {
    const due = bundle.map((row) => ({
      row,
      alert: this.#alert,
      wasDelayed: row.gates.some(({ gate, result }) => gate === "delay" && result === "hold"),
      isOverCap: row.gate === "cap",
    }));
    const { tell, skip } = decideRelease(due);
    for (const { row, reason } of skip) Object.assign(row, { status: "skipped", reason, dueAt: null, bundle: id });
    for (const { row } of tell)
      Object.assign(row, { status: "delivered", deliveredAt: this.#now, dueAt: null, bundle: id });
  }

  #advance(): void {
    const { escalatesAt, mute } = this.#alert;
    if (escalatesAt === null || escalatesAt > this.#now) return;
    const step = nextStep(this.#alert, this.#standing);
    if (mute !== null || step.kind === "none") {
      this.#alert.escalatesAt = null;
      return;
    }
    const { severity, escalationLevel } = this.#alert;
    const asked = {
      severity,
      standing: this.#standing,
      isManual: false,
      level: escalationLevel + 1,
      before: this.#taken,
    };
    const taken = takeStep(asked, this.#now);
    this.#standing = taken.standing;
    this.#taken = taken.taken;
    this.#alert.status = "escalated";
    this.#alert.severity = taken.severity;
    this.#alert.escalationLevel += 1;
    this.#alert.version += 1;
    this.#alert.acknowledgedUntil = null;
    this.#await();
    this.#plan(`escalated:${this.#alert.escalationLevel}`);
  }

  #expire(): void {
    const { acknowledgedUntil } = this.#alert;
    if (acknowledgedUntil === null || acknowledgedUntil > this.#now) return;
    this.#alert.status = "triggered";
    this.#alert.acknowledgedUntil = null;
    this.#alert.acknowledgedBy = null;
    this.#alert.retriggers += 1;
    this.#alert.version += 1;
    this.#begin();
    this.#plan(`retriggered:${this.#alert.retriggers}`);
  }

  #act(act: Act): void {
    const moved = transition(this.#alert, act.kind);
    if (moved.kind === "refused") return;
    this.#alert.status = moved.status;
    this.#alert.version += 1;
    this.#alert.escalatesAt = null;
    if (act.kind === "acknowledge") {
      const timeoutMs = act.timeoutMs === undefined ? this.#standing.policy.acknowledgementTimeoutMs : act.timeoutMs;
      this.#alert.acknowledgedBy = act.by;
      this.#alert.acknowledgedUntil = timeoutMs === null ? null : addMs(this.#now, timeoutMs);
      this.#plan(`acknowledged:${this.#alert.version}`);
      return;
    }
    this.#alert.acknowledgedUntil = null;
    if (this.#group !== null) this.#group.nextNoticeAt = null;
    this.#plan("resolved");
  }
}
