import { describe, expect, it } from "vitest";
import { parseEnv } from "./env";
import { maskAddress, maskMailbox, maskPhone, redactor, secretsOf } from "./mask";

const redact = redactor(
  parseEnv({
    SMTP_USER: "mailer",
    SMTP_PASS: "p@ss word/1",
    SLACK_WEBHOOK_URL: "https://hooks.slack.com/services/T0/B0/abcdefgh12345678",
    WEBHOOK_URL: "https://hook.example.com/in?token=query-canary",
    WEBHOOK_SECRET: "signing-canary",
    TWILIO_ACCOUNT_SID: "AC1",
    TWILIO_AUTH_TOKEN: "twilio-canary",
    DATABASE_URL: "postgres://pitboss:db%20canary@db.example.com/pitboss",
  }),
);

describe("a text that leaves the house", () => {
  it.each([
    ["a password as it stands", "535 wrong password: p@ss word/1", "535 wrong password: ··"],
    ["a password as an address spells it", "smtp://mailer:p%40ss%20word%2F1@x", "smtp://mailer:··@x"],
    ["the end of Slack's address", "no_team abcdefgh12345678", "no_team ··"],
    [
      "Slack's whole address",
      "cannot reach https://hooks.slack.com/services/T0/B0/abcdefgh12345678",
      "cannot reach ··",
    ],
    ["a token within a query", "GET /in?token=query-canary refused", "GET ·· refused"],
    ["a basic header", `Basic ${Buffer.from("AC1:twilio-canary").toString("base64")}`, "Basic ··"],
    ["a database's password", "password db canary refused", "password ·· refused"],
    ["nothing of an ordinary sentence", "250 queued as 4711 for mailer", "250 queued as 4711 for mailer"],
  ])("loses %s", (_, text, told) => {
    expect(redact(text)).toBe(told);
  });

  it("keeps short words and short paths, which stand in every text", () => {
    const secrets = secretsOf(parseEnv({ WEBHOOK_URL: "https://hook.example.com/alerts", SMTP_PASS: "abc" }));
    expect(secrets).not.toContain("/alerts");
    expect(secrets).not.toContain("abc");
  });
});

it.each([
  [maskAddress("https://hooks.slack.com/services/T0/B0/x"), "hooks.slack.com/··"],
  [maskAddress("https://user:key@hook.example.com"), "hook.example.com/··"],
  [maskAddress("https://events.pagerduty.com"), "events.pagerduty.com"],
  [maskAddress("nonsense"), "··"],
  [maskPhone("+46761230211"), "+46 76 ··· 02 11"],
  [maskPhone("+1"), "··"],
  [maskMailbox("ana@example.com"), "a··@example.com"],
])("masks to %s", (masked, told) => {
  expect(masked).toBe(told);
});
