import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import type { LinkStanding } from "@/lib/notifications/link-standing";
import { LinkState } from "./link-state";

const at = new Date("2026-11-20T09:12:00Z");
const account = {
  id: 7,
  email: "mara@x.test",
  name: "Mara Lindqvist",
  role: "admin",
  brands: "all",
  isDemo: false,
  isDisabled: false,
  passwordChangedAt: null,
} as const;
const money = {
  currency: "EUR",
  perMinute: "12",
  total: "4210",
  confidence: "high",
  formula: "usual income",
  at: at.toISOString(),
} as const;
const shown = (standing: LinkStanding) => renderToStaticMarkup(<LinkState standing={standing} token="tok-1" />);

describe("the page of a link", () => {
  it("shows what is wrong, what it costs, and one button that posts", () => {
    const html = shown({ kind: "open", expiresAt: at, account, alert: anAlert({ brand: "lucky-harbour", money }) });
    for (const words of ["Payments failing at nordpay", "38.2 %", "Lucky Harbour", "€4,210", "Critical"])
      expect(html).toContain(words);
    expect(html).toMatch(/<form [^>]*action="\/a\/acknowledge" method="post"/);
    expect(html).toContain('name="token" value="tok-1"');
    expect(html).toContain("Acknowledge as Mara Lindqvist");
  });

  it("escapes what came from outside", () => {
    const alert = anAlert({ details: { title: "<img src=x onerror=alert(1)>" } });
    expect(shown({ kind: "open", expiresAt: at, account, alert })).not.toContain("<img");
  });

  it.each([
    [{ kind: "used", at, account, alert: anAlert({ status: "acknowledged" }) }, "You acknowledged it at"],
    [{ kind: "used", at, account, alert: anAlert() }, "triggered again since"],
    [{ kind: "used", at, account, alert: anAlert({ status: "resolved" }) }, "resolved since"],
    [{ kind: "acknowledged", account, alert: anAlert({ acknowledgedBy: "Erik" }) }, "Erik has it already"],
    [{ kind: "resolved", account, alert: anAlert({ status: "resolved" }) }, "It is over"],
    [{ kind: "expired", at }, "This link has expired"],
    [{ kind: "refused", words: "Your account is switched off: ask an admin." }, "Your account is switched off"],
    [{ kind: "broken" }, "cut short or changed"],
  ] satisfies [LinkStanding, string][])(
    "says where it stands and offers the console instead of a button %#",
    (standing, words) => {
      const html = shown(standing);
      expect(html).toContain(words);
      expect(html).toMatch(/href="\/alerts/);
      expect(html).not.toContain("<form");
    },
  );
});
