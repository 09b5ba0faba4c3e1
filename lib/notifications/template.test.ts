import { describe, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import { composeEmail } from "./compose/email";
import type { MessageSource } from "./compose/facts";
import { checkTemplate, findPart, renderTemplate, TEMPLATE_PARTS, type TemplatePart } from "./template";
import { TEMPLATE_STARTS } from "./template-starts";
import { TEMPLATE_VARIABLES, valuesOf } from "./template-variables";

const source = (changes: Partial<MessageSource> = {}): MessageSource => ({
  alert: anAlert(),
  occasion: "triggered",
  link: "https://pitboss.test/alerts/42",
  correlationId: "run-00000001",
  ...changes,
});
const values = valuesOf(source());

function part(name: string): TemplatePart {
  const found = findPart(name.split("/")[0] ?? "", name.split("/")[1] ?? "");
  if (found === null) throw new Error(`no part ${name}`);
  return found;
}
const render = (name: string, body: string, changes: Partial<typeof values> = {}) =>
  renderTemplate(part(name), body, { ...values, ...changes });
const check = (name: string, body: string) => checkTemplate(part(name), body, [values])?.reason ?? null;

describe("a template", () => {
  it("fills in its variables and asks for those that may be absent", () => {
    const body = "{{ severity | upcase }}: {{ title }}{% if brand %}, {{ brand }}{% endif %}";
    expect(render("push/title", body, { brand: null })).toEqual({
      kind: "rendered",
      text: "CRITICAL: Payments failing at nordpay",
    });
    expect(render("push/title", body, { brand: "aurora" })).toMatchObject({ text: expect.stringMatching(/, aurora$/) });
  });

  it.each([
    ["email/html", "<b>{{ title }}</b>", "<b>&lt;b&gt; &amp; &quot;x&quot;</b>"],
    ["slack/text", "*{{ title }}*", '*&lt;b&gt; &amp; "x"*'],
    ["sms/text", "{{ title }} – ok", '<b> & "x" - ok'],
    ["email/text", "{{ title }}", '<b> & "x"'],
  ])("escapes what is filled in by the channel: %s", (name, body, text) => {
    expect(render(name, body, { title: '<b> & "x"' })).toEqual({ kind: "rendered", text });
  });

  it("keeps a subject to one line of ASCII", () => {
    expect(render("email/subject", "{{ title }}\nBcc: x@y.test", { title: "Käse\r\n" })).toMatchObject({
      text: "Kase Bcc: x@y.test",
    });
  });

  it("is not called again for what a variable holds", () => {
    expect(render("push/title", "{{ title }}", { title: "{{ link }}{% if x %}" })).toMatchObject({
      text: "{{ link }}{% if x %}",
    });
  });
});

describe("a template that is refused", () => {
  it.each([
    ["email/subject", "  ", /empty/],
    ["email/subject", "{{ titel }}", /no variable titel/],
    ["email/text", "{% if brand %}{{ nobody }}{% endif %}", /no variable nobody/],
    ["email/text", "{{ fact.name }}", /no variable fact/],
    ["email/text", "{% for fact in facts %}{{ fact.nothing }}{% endfor %}", /no variable fact.nothing/],
    ["email/text", "{{ title | raw }}", /no filter raw/],
    ["email/text", '{{ "now" | date: "%s" }}', /no filter date/],
    ["email/text", '{% include "x" %}', /no tag include/],
    ["email/text", "{% if title %}", /not closed/],
    ["email/text", "{{ title", /not closed/],
    ["email/text", "{% for i in (1..100000) %}{{ i }}{% endfor %}", /too long or makes too much/],
    ["email/text", "x".repeat(20_001), /at most 20000 characters/],
    ["sms/text", `{{ title }} ${"x".repeat(160)}`, /characters once filled in, and 160 is the most/],
    ["slack/text", "{% if brand %}x{% endif %}", /nothing is left/],
    ["email/html", "<p>{{ title }}</p><script>x</script>", /must not hold this element/],
    ["email/html", "<p onclick='x'>{{ title }}</p>", /handler/],
    ["email/html", "<img src='https://elsewhere.test/x.png'>{{ title }}", /picture from elsewhere/],
  ])("%s: %s", (name, body, reason) => {
    expect(check(name, body)).toMatch(reason);
  });

  it.each([
    ["one\ntwo {{ titel }}", 2],
    ["one\n\n{% unless %}{{ title }}", 3],
    ["a\nb\nc {{ title | nothing }}", 3],
  ])("names the line: %j", (body, line) => {
    expect(checkTemplate(part("email/text"), body, [values])?.line).toBe(line);
  });

  it("is found by whichever sample breaks it", () => {
    const short = valuesOf(source());
    const long = valuesOf(source({ alert: anAlert({ details: { title: "x".repeat(200) } }) }));
    expect(checkTemplate(part("push/title"), "{{ title }}", [short])).toBeNull();
    expect(checkTemplate(part("push/title"), "{{ title }}", [short, long])?.reason).toContain("200 characters");
  });
});

describe("the words to begin from", () => {
  const bare = source({ alert: anAlert({ value: null, threshold: null, brand: null, runbook: null, labels: {} }) });
  const full = source({
    alert: anAlert({ brand: "aurora" }),
    occasion: "escalated:1",
    acknowledge: { link: "https://pitboss.test/a/1", code: "4821" },
  });

  it.each(TEMPLATE_PARTS.map((one) => [`${one.channel}/${one.part}`, one] as const))("hold for %s", (name, one) => {
    expect(checkTemplate(one, TEMPLATE_STARTS[name] ?? "", [values, valuesOf(bare), valuesOf(full)])).toBeNull();
  });

  it("give the mail that is built in, in HTML too", () => {
    const begun = render("email/html", TEMPLATE_STARTS["email/html"] ?? "", valuesOf(full));
    const words = (html: string) =>
      html
        .replaceAll(/<[^>]+>/g, " ")
        .replaceAll(/\s+/g, " ")
        .trim();
    expect(begun.kind === "rendered" && words(begun.text)).toBe(words(composeEmail(full).html));
  });

  it("name every variable there is at least once, in words", () => {
    const names = TEMPLATE_VARIABLES.map(({ name }) => name);
    expect(Object.keys(values).sort()).toEqual([...names].sort());
    expect(new Set(names).size).toBe(names.length);
  });
});
