import { describe, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import { SEVERITIES } from "@/lib/kernel/severity";
import { BAND, composeEmail } from "./email";

/** Where Gmail cuts a mail. */
const GMAIL_BYTES = 102_000;

const acknowledge = { link: "https://pitboss.test/a/1", code: null };
const source = {
  alert: anAlert({
    brand: "aurora",
    details: { ...anAlert().details, description: "More than one payment in five fails." },
  }),
  occasion: "triggered" as const,
  link: "https://pitboss.test/alerts/42",
  correlationId: "run-00000001",
  acknowledge,
};
const { html } = composeEmail(source);

/** WCAG 2.2, relative luminance and contrast of two colours such as `#dc3545`. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other].map(luminance).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("a mail", () => {
  it.each([
    ["pictures and styles from elsewhere", /<img|<link|url\(|@import|src=/i],
    ["scripts and forms", /<script|<form|<iframe|\son\w+=/i],
    ["boxes that Outlook does not know", /display:\s*(flex|grid)|position:|float:/i],
  ])("has no %s", (_, pattern) => {
    expect(html).not.toMatch(pattern);
  });

  it("has a table for every box, and says to readers aloud that it is none", () => {
    const layout = html.match(/<table(?![^>]*role="presentation")/g) ?? [];
    expect(layout).toHaveLength(1);
  });

  it("is read by a list of mails before anything else", () => {
    const words = html
      .slice(html.indexOf("<body"))
      .replaceAll(/<[^>]+>/g, "")
      .trim();
    expect(words).toMatch(/^payment_failure_rate_1m 38.2 % is above 20 %/);
  });

  it("knows dark in every client that asks, and in Outlook's browser", () => {
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain("@media (prefers-color-scheme: dark){.pb-page{");
    expect(html).toContain("[data-ogsc] .pb-text{");
  });

  it("is far from being cut by Gmail, with the longest runbook too", () => {
    const long = composeEmail({ ...source, alert: anAlert({ runbook: "Call the provider.\n".repeat(500) }) });
    expect(Buffer.byteLength(long.html)).toBeLessThan(GMAIL_BYTES);
  });

  it("has both buttons, one of them filled", () => {
    expect(html).toContain(`<a href="${source.link}" class="pb-button"`);
    expect(html).toContain(`<a href="${acknowledge.link}" class="pb-button pb-second"`);
  });
});

describe("the colours of a mail", () => {
  it.each(SEVERITIES)("can be read in the band of %s", (severity) => {
    expect(contrast("#ffffff", BAND[severity])).toBeGreaterThan(4.5);
  });

  it.each([
    ["text on the card", "#121916", "#ffffff"],
    ["aid on the card", "#5c6661", "#ffffff"],
    ["aid on figures", "#5c6661", "#f2f3ef"],
    ["text on the card, dark", "#f1f0e9", "#171d1a"],
    ["aid on figures, dark", "#b7bab4", "#202623"],
  ])("can be read: %s", (_, ink, ground) => {
    expect(html).toContain(ink);
    expect(html).toContain(ground);
    expect(contrast(ink, ground)).toBeGreaterThan(4.5);
  });
});
