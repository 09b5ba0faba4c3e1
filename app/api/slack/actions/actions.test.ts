import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findAlert, listTimeline } from "@/db/queries/alerts";
import { keepPlace } from "@/db/queries/slack-messages";
import { accounts, alerts, auditEvents } from "@/db/schema";
import type { SlackAction } from "@/lib/notifications/compose/slack-state";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { readClock } from "@/lib/server/context";
import { type SlackServer, startSlackServer, TEAM } from "@/lib/server/services/slack/slack-server";
import { signAsSlack } from "@/lib/server/slack/verify-signature";
import { POST } from "./route";

const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
const PLACE = { channelId: "C1", ts: "1795165200.000001" };

let house: TestHouse;
let slack: SlackServer;

beforeAll(async () => {
  slack = await startSlackServer();
  process.env.SLACK_BOT_TOKEN = "xoxb-1";
  process.env.SLACK_SIGNING_SECRET = SECRET;
  process.env.SLACK_API_URL = slack.url;
  house = await testHouse({ engine: "postgres" });
});
beforeEach(async () => {
  await house.reset();
  slack.calls.length = 0;
  slack.people.clear();
  slack.refusals.clear();
  await raise();
  await person("U-ana", { email: "ana@x.test", name: "Ana" });
  await person("U-ben", { email: "ben@x.test", name: "Ben" });
});
afterAll(async () => {
  await house.close();
  await slack.close();
});

async function raise(): Promise<void> {
  await house.db.insert(alerts).values({
    ruleName: "payment_outage",
    metric: "payment_failure_rate_1m",
    message: "Payments failing",
    brand: "aurora",
    severity: "critical",
    status: "triggered",
    fingerprint: "1",
    triggeredAt: house.context().now(),
  });
  await keepPlace(house.db, { recipient: "channel", alertIds: [1], place: PLACE, at: house.context().now() });
}

async function person(userId: string, account: Partial<typeof accounts.$inferInsert> & { email: string }) {
  slack.people.set(userId, { team_id: TEAM, profile: { email: account.email } });
  await house.db.insert(accounts).values({ name: "Somebody", role: "operator", ...account });
}

interface Sent {
  t?: string;
  signature?: string;
}

async function send(payload: object, { t, signature }: Sent = {}) {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const at = t ?? String(Math.floor(readClock().getTime() / 1000));
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": at,
    "x-slack-signature": signature ?? signAsSlack(body, { secret: SECRET, t: at }),
  };
  const response = await POST(
    new Request("http://localhost:3000/api/slack/actions", { method: "POST", headers, body }),
  );
  const text = await response.text();
  return { status: response.status, json: text === "" ? null : JSON.parse(text) };
}

const click = (action: SlackAction, { user = "U-ana", version = 1 } = {}) => ({
  type: "block_actions",
  user: { id: user },
  trigger_id: "t-1",
  response_url: slack.responseUrl,
  container: { channel_id: PLACE.channelId, message_ts: PLACE.ts },
  actions: [{ action_id: action, block_id: "alert-1", value: `1:${version}`, type: "button" }],
});
const form = (action: "resolve" | "escalate", words: string | null, user = "U-ana") => ({
  type: "view_submission",
  user: { id: user },
  view: {
    callback_id: action,
    private_metadata: JSON.stringify({ alertId: 1, version: 1, ...PLACE, responseUrl: slack.responseUrl }),
    state: { values: { words: { words: { type: "plain_text_input", value: words } } } },
  },
});

const present = () => findAlert(house.db, house.context().scope, 1);
const whispers = () => slack.calls.flatMap(({ body }) => (body.response_type === "ephemeral" ? [body.text] : []));
const refreshed = () => slack.calls.filter(({ body }) => body.replace_original === true);

describe("a click on Acknowledge", () => {
  it("acknowledges as the person whose address Slack has, and the message shows it", async () => {
    expect(await send(click("acknowledge"))).toEqual({ status: 200, json: null });
    expect(await present()).toMatchObject({ status: "acknowledged", acknowledgedBy: "Ana" });
    const audits = await house.db.select().from(auditEvents);
    expect(audits).toMatchObject([{ actor: "Ana", action: "alert/acknowledged", details: { by: "Slack" } }]);
    expect(JSON.stringify(refreshed())).toContain("acknowledged by Ana");
    expect(whispers()).toEqual([]);
  });

  it("twice tells the second time where the alert stands, to nobody else", async () => {
    await send(click("acknowledge"));
    await send(click("acknowledge", { user: "U-ben" }));
    expect(whispers()).toEqual([
      expect.stringMatching(/^Ana acknowledged it (just now|\d+ s ago): the alert is acknowledged now, version 2\.$/),
    ]);
    expect((await present())?.version).toBe(2);
  });

  it("by two at once is done by one, and the other is told", async () => {
    await Promise.all([send(click("acknowledge")), send(click("acknowledge", { user: "U-ben" }))]);
    expect(whispers()).toHaveLength(1);
    const lines = await listTimeline(house.db, house.context().scope, 1);
    expect(lines.filter(({ kind }) => kind === "acknowledged")).toHaveLength(1);
  });
});

describe("a click on Resolve or Escalate", () => {
  it("opens a form, and does what it says once it is sent", async () => {
    await send(click("resolve"));
    expect(slack.calls.find(({ method }) => method === "views.open")?.body).toMatchObject({
      trigger_id: "t-1",
      view: { callback_id: "resolve" },
    });
    expect((await present())?.status).toBe("triggered");
    expect(await send(form("resolve", "provider is back"))).toEqual({ status: 200, json: null });
    expect(await present()).toMatchObject({ status: "resolved", resolutionNotes: "provider is back" });
  });

  it("says in the form what came between", async () => {
    await send(click("acknowledge", { user: "U-ben" }));
    const { json } = await send(form("escalate", "nobody answers"));
    expect(json).toMatchObject({ response_action: "errors", errors: { words: expect.stringContaining("Ben ack") } });
  });

  it("is done without words where Slack opens no form", async () => {
    slack.refusals.set("views.open", "expired_trigger_id");
    await send(click("escalate"));
    expect(await present()).toMatchObject({ status: "escalated", escalationReason: "from Slack, without a reason" });
  });
});

describe("who may not act", () => {
  it.each([
    ["has no account here", "U-eve", "eve@x.test", {}, "No account of Pitboss has your address eve@x.test"],
    ["may only read", "U-vic", "vic@x.test", { role: "viewer" }, "The role viewer may not do this"],
    ["is disabled", "U-dan", "dan@x.test", { disabledAt: new Date(0) }, "Your account of Pitboss is disabled"],
    ["does not see the brand", "U-bo", "bo@x.test", { brands: ["borealis"] }, "There is no alert 1"],
  ])("because the person %s is told so, alone", async (_why, user, email, account, words) => {
    if (user === "U-eve") slack.people.set(user, { team_id: TEAM, profile: { email } });
    else await person(user, { email, ...account });
    await send(click("acknowledge", { user }));
    expect(whispers()).toEqual([expect.stringContaining(words)]);
    expect((await present())?.status).toBe("triggered");
  });

  it("is anybody of another workspace, whatever address that gives", async () => {
    slack.people.set("U-ext", { team_id: "T2", profile: { email: "ana@x.test" } });
    await send(click("acknowledge", { user: "U-ext" }));
    expect(whispers()).toEqual([expect.stringContaining("Only people of Pitboss's own workspace")]);
    expect((await send(form("resolve", null, "U-ext"))).json.response_action).toBe("errors");
    expect((await present())?.status).toBe("triggered");
  });

  it("is anybody while the app may not ask Slack for addresses", async () => {
    slack.refusals.set("users.info", "missing_scope");
    await send(click("acknowledge"));
    expect(whispers()).toEqual([expect.stringContaining("users:read.email")]);
  });
});

describe("what Slack did not send", () => {
  it.each([
    ["signed with another secret", { signature: "v0=00" }],
    ["recorded and sent again later", { t: "1531420618" }],
  ])("is refused: %s", async (_what, sent) => {
    expect((await send(click("acknowledge"), sent)).status).toBe(401);
    expect((await present())?.status).toBe("triggered");
    expect(slack.calls).toEqual([]);
  });

  it("is no click: what is none of ours is taken and nothing is done", async () => {
    expect((await send({ type: "view_closed" })).status).toBe(200);
    expect((await send({ ...click("acknowledge"), actions: [{ action_id: "drop", value: "1:1" }] })).status).toBe(200);
    expect((await present())?.status).toBe("triggered");
  });

  it("answers nowhere but at Slack", async () => {
    const arrived = slack.calls.length;
    await send({ ...click("acknowledge", { user: "U-nobody" }), response_url: "http://evil.test/x" });
    expect(slack.calls.slice(arrived).map(({ method }) => method)).toEqual(["users.info", "auth.test"]);
  });
});
