/** How people call each part, by channel and part. */
export const PART_NAMES: Readonly<Record<string, string>> = {
  "email/subject": "Subject",
  "email/text": "Plain text",
  "email/html": "HTML",
  "slack/title": "Title",
  "slack/text": "Text",
  "sms/text": "Text",
  "push/title": "Title",
  "push/body": "Body",
};

export const TEMPLATE_CHANNEL_NAMES: Readonly<Record<string, string>> = {
  email: "E-mail",
  slack: "Slack",
  sms: "SMS",
  push: "Browser push",
};
