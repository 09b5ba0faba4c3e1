import { describe, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import { type BundleSource, composeBundleEmail, composeBundleLine } from "./bundle";

const entry = (changes: Parameters<typeof anAlert>[0] = {}) => {
  const alert = anAlert(changes);
  return { alert, link: `http://x.test/alerts/${alert.id}` };
};
const bundle = (...entries: BundleSource["entries"]) => ({ group: "Payments, Aurora", entries, correlationId: "c" });

describe("a message about several alerts", () => {
  it("names the gravest that burns and how many there are, in an ASCII subject", () => {
    const source = bundle(
      entry({ severity: "warning" }),
      entry(),
      entry({ severity: "emergency", status: "resolved" }),
    );
    expect(composeBundleEmail(source).subject).toBe("[CRITICAL] 3 alerts in Payments, Aurora");
    expect(composeBundleEmail({ ...source, group: "Zürich\r\nBcc: x" }).subject).toBe(
      "[CRITICAL] 3 alerts in Zurich Bcc: x",
    );
    expect(composeBundleEmail({ ...source, group: null }).subject).toBe("[CRITICAL] 3 alerts of payment_outage");
  });

  it("says of each its severity, title, value, since when, and where to open it", () => {
    const { text } = composeBundleEmail(bundle(entry(), entry({ id: 43, severity: "warning", value: null })));
    expect(text).toContain("CRITICAL: Payments failing at nordpay (payment_outage, alert 42)");
    expect(text).toContain("38.2 %, since 2026-11-20 09:00:00 UTC");
    expect(text).toContain("http://x.test/alerts/42");
    expect(text).toContain("WARNING: Payments failing at nordpay (payment_outage, alert 43)");
  });

  it("has a link to acknowledge each alert by that its reader may acknowledge", () => {
    const acknowledge = { link: "http://x.test/a/token-1", code: null };
    const { text, html } = composeBundleEmail(bundle(entry(), { ...entry({ id: 43 }), acknowledge }));
    expect(text.match(/\/a\//g)).toHaveLength(1);
    expect(html.match(/href="http:\/\/x\.test\/a\/token-1"/g)).toHaveLength(1);
  });

  it("says in one line what is over or taken, and what was over its rule's alerts an hour", () => {
    const at = new Date("2026-11-20T09:03:00Z");
    const over = entry({ status: "resolved", resolvedAt: at, capUntil: at });
    const { text, subject } = composeBundleEmail(bundle(over));
    expect(text).toContain("resolved meanwhile, 2026-11-20 09:03:00 UTC; over its rule's alerts an hour");
    expect(subject).toBe("[RESOLVED CRITICAL] 1 alert in Payments, Aurora");
    const taken = composeBundleEmail(bundle(entry({ status: "acknowledged", acknowledgedBy: "Ana" }))).text;
    expect(taken).toContain("acknowledged by Ana");
  });

  it("says as a digest of quiet hours what burns in full, and in a line each what resolved meanwhile", () => {
    const at = new Date("2026-11-20T09:03:00Z");
    const over = entry({ id: 43, status: "resolved", resolvedAt: at, severity: "emergency" });
    const digest = { ...bundle(entry({ severity: "warning" }), over), heldBy: "quiet hours" as const };
    const { subject, text, html } = composeBundleEmail(digest);
    expect(subject).toBe("[WARNING] While you were quiet: 2 alerts, 1 of them resolved meanwhile");
    const line = "Resolved meanwhile: Payments failing at nordpay (payment_outage, alert 43), 2026-11-20 09:03:00 UTC";
    expect(text.split("\n").filter((one) => one.includes("43"))).toEqual([line]);
    expect(text).toContain("Your quiet hours held these until they ended.");
    expect(text).toContain("http://x.test/alerts/42");
    expect(html).toContain(line);
    expect(html).toContain("http://x.test/alerts/43");
    const { line: logged } = composeBundleLine({ ...digest, entries: [entry()] });
    expect(logged).toBe("told as one: While you were quiet: 1 alert");
  });

  it("lets nothing of an alert into the page's markup", () => {
    const { html } = composeBundleEmail(bundle(entry({ details: { title: "<script>x</script>" } })));
    expect(html).not.toContain("<script>");
    expect(html).toContain("&lt;script&gt;");
  });

  it("is one line of the log with every alert beside it", () => {
    const { line, fields } = composeBundleLine(bundle(entry(), entry({ id: 43 })));
    expect(line).toBe("told as one: 2 alerts in Payments, Aurora");
    expect(fields).toMatchObject({ severity: "critical", alerts: [{ alertId: 42 }, { alertId: 43 }] });
  });
});
