import { AID, mailButton, mailFacts, mailFigures, mailPage, mailParagraphs } from "./compose/mail-page";

/** Words to begin from, close to the built-in ones: what the editor shows where nothing was saved yet. */
export const TEMPLATE_STARTS: Readonly<Record<string, string>> = {
  "email/subject": "[{{ severity_word }}] {{ title }} ({{ rule }}, alert {{ id }})",
  "email/text": `{{ severity_word }}: {{ title }}

{{ what_happened }}
You are told because {{ why }}.
Open the alert: {{ link }}
{% if acknowledge_link %}Acknowledge: {{ acknowledge_link }}
{% endif %}{% if meaning %}
{{ meaning }}
{% endif %}
{% for fact in facts %}{{ fact.name }}: {{ fact.value }}
{% endfor %}{% if runbook %}
What to do
{{ runbook }}
{% endif %}`,
  "email/html": startOfMail(),
  "slack/title": "{{ severity_word }}: {{ title }}",
  "slack/text": `{{ what_happened }}
You are told because {{ why }}.`,
  "sms/text":
    "{{ severity_word }}: {{ title | truncate: 60 }} {{ value }}{% if brand %}, {{ brand }}{% endif %}, since {{ triggered_time }}.{% if acknowledge_code %} Reply {{ acknowledge_code }} to acknowledge{% endif %}",
  "push/title": "{{ severity_word }}: {{ title | truncate: 80 }}",
  "push/body":
    "{% if value %}{{ value }}, {% endif %}{% if brand %}{{ brand }}, {% endif %}since {{ triggered_time }}. You are told because {{ why }}.",
};

/** The built-in frame with variables where an alert's words stand: begun from, a mail looks as before. */
function startOfMail(): string {
  const band = "{{ colour }}";
  const acknowledge = mailButton({ href: "{{ acknowledge_link }}", words: "Acknowledge", band, rank: "second" });
  const steps = "{% for line in runbook_lines %}{{ line }}<br>{% endfor %}";
  const body = [
    '<p style="margin:0 0 4px;font-size:17px">{{ what_happened }}</p>',
    `<p class="pb-aid" style="margin:0 0 16px;${AID}">You are told because {{ why }}.</p>`,
    "{% if value %}",
    mailFigures([
      ["Value", "{{ value }}"],
      ["Limit", "{{ limit }}"],
      ["Since", "{{ triggered_time }}"],
    ]),
    "{% endif %}",
    mailButton({ href: "{{ link }}", words: "Open the alert", band, rank: "first" }),
    `{% if acknowledge_link %}${acknowledge}{% endif %}`,
    `<p class="pb-aid" style="margin:0;font-size:13px;${AID};overflow-wrap:anywhere">{{ link }}</p>`,
    `{% if meaning %}${mailParagraphs("What it means", "{{ meaning }}")}{% endif %}`,
    `{% if runbook %}${mailParagraphs("What to do", "STEPS").replace("STEPS", steps)}{% endif %}`,
    mailFacts([["{{ fact.name }}", "{{ fact.value }}"]])
      .replace("<tr>", "{% for fact in facts %}\n<tr>")
      .replace("</tr></table>", "</tr>\n{% endfor %}</table>"),
  ];
  const preheader = "{{ what_happened }}. You are told because {{ why }}.";
  return mailPage({ title: "{{ title }}", preheader, band, word: "{{ severity_word }}", body: body.join("\n") });
}
