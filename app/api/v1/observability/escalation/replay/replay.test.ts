import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { escalationPolicies, notifications } from "@/db/schema";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { raiseCustom } from "@/lib/server/services/alerts/raise-custom";
import { POST } from "./route";

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(() => house.reset());
afterAll(() => house.close());

async function replay(change: object, secret?: string) {
  const headers = { authorization: `Bearer ${secret ?? (await house.token())}` };
  const url = "http://localhost:3000/api/v1/observability/escalation/replay";
  const request = new Request(url, { method: "POST", headers, body: JSON.stringify({ change }) });
  const response = await POST(request, { params: Promise.resolve({}) });
  return { status: response.status, json: await response.json() };
}

async function anAlertOf(type: string): Promise<void> {
  const body = { type, severity: "warning" as const, message: `${type} fails`, labels: {}, metadata: {} };
  await raiseCustom(house.context(), body);
}

describe("an edit replayed by API", () => {
  it("is counted over the stored alerts, and saves nothing", async () => {
    await anAlertOf("backup");
    await anAlertOf("export");
    const { status, json } = await replay({ routing: { webhook: "info", slack: "critical" } });
    expect(status).toBe(200);
    expect(json.data).toMatchObject({ alerts: 2, is_cut: false, lost: 0, moved: 0, added: 0 });
    expect(json.data.sentence).toBe("This edit would have changed none of 0 messages in 30 days.");
    expect(await house.db.$count(notifications)).toBe(0);
    expect(await house.db.$count(escalationPolicies)).toBe(0);
  });

  it.each([
    [{}, "change"],
    [{ colour: "red" }, "change"],
    [{ routing: { slack: "grave" } }, "change.routing.slack"],
    [{ preferences: { delays_minutes: { sms: 90 } } }, "change.preferences.delays_minutes.sms"],
    [{ policy: { policy: { name: "Payments", steps: [] } } }, "change.policy.policy.steps"],
  ])("refuses %o and names the field", async (change, field) => {
    const { status, json } = await replay(change);
    expect([status, json.error.field]).toEqual([400, field]);
  });

  it("lets everybody ask about their own preferences, and admins only about the house's settings", async () => {
    const secret = await house.token({ role: "viewer", scope: "admin" });
    expect((await replay({ preferences: { info_alerts: true } }, secret)).status).toBe(200);
    expect((await replay({ routing: { slack: "critical" } }, secret)).status).toBe(403);
  });

  it("refuses a policy that is not there", async () => {
    const step = { after_minutes: 5, targets: [{ kind: "everyone" }], raises_severity: false };
    const { status } = await replay({ policy: { id: 9, policy: { name: "Payments", steps: [step] } } });
    expect(status).toBe(404);
  });
});
