import { expect, it } from "vitest";
import { toldByRecipient } from "./told-by-recipient";

const told = (recipient: string, channel: string, decision: string, reason = "") => ({
  recipient,
  channel,
  decision,
  reason,
});

it("says of each recipient by what and when he hears, and names those who do not once for each reason", () => {
  expect(
    toldByRecipient([
      told("Ana", "email", "skip", "off shift"),
      told("log", "log", "send"),
      told("Ben", "email", "skip", "off shift"),
      told("Cem", "email", "send"),
      told("Cem", "sms", "hold", "quiet hours"),
      told("Dee", "email", "hold", "quiet hours until 07:00"),
    ]),
  ).toEqual([
    { recipient: "log", channels: "log", outcome: "at once" },
    { recipient: "Cem", channels: "email, sms", outcome: "at once" },
    { recipient: "Dee", channels: "email", outcome: "held: quiet hours until 07:00" },
    { recipient: "Ana and Ben", channels: "None", outcome: "not told: off shift" },
  ]);
});
