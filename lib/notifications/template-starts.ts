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
  "email/html": `<!doctype html>
<html lang="en">
<body style="margin:0;background:#f3f4f6;font:15px/1.5 Arial,sans-serif;color:#1c2127">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border-top:6px solid {{ colour }}">
<tr><td style="padding:16px 24px">
<p style="margin:0;color:{{ colour }}"><strong>{{ severity_word }}</strong></p>
<h1 style="margin:0 0 8px;font-size:20px">{{ title }}</h1>
<p style="margin:0 0 4px">{{ what_happened }}</p>
<p style="margin:0 0 16px;color:#5b6470">You are told because {{ why }}.</p>
<p><a href="{{ link }}">Open the alert</a>{% if acknowledge_link %} or <a href="{{ acknowledge_link }}">acknowledge it</a>{% endif %}</p>
{% if runbook %}<p><strong>What to do</strong><br>{{ runbook }}</p>{% endif %}
<table cellpadding="0" cellspacing="0" style="font-size:14px">
{% for fact in facts %}<tr><th align="left" style="padding:4px 16px 4px 0;font-weight:normal">{{ fact.name }}</th><td>{{ fact.value }}</td></tr>
{% endfor %}</table>
</td></tr></table>
</td></tr></table>
</body>
</html>`,
  "slack/title": "{{ severity_word }}: {{ title }}",
  "slack/text": `{{ what_happened }}
You are told because {{ why }}.`,
  "sms/text":
    "{{ severity_word }}: {{ title | truncate: 60 }} {{ value }}{% if brand %}, {{ brand }}{% endif %}, since {{ triggered_time }}.{% if acknowledge_code %} Reply {{ acknowledge_code }} to acknowledge{% endif %}",
  "push/title": "{{ severity_word }}: {{ title | truncate: 80 }}",
  "push/body":
    "{% if value %}{{ value }}, {% endif %}{% if brand %}{{ brand }}, {% endif %}since {{ triggered_time }}. You are told because {{ why }}.",
};
