import { bigint, index, integer, pgTable, primaryKey, serial, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, instant } from "@/db/columns";
import { accounts } from "./access";
import { alerts } from "./alerts";

/** An e-mail address or telephone number somebody gave beside the account's own; used once its code was entered. */
export const contactAddresses = pgTable(
  "contact_addresses",
  {
    id: serial("id").primaryKey(),
    accountId: integer("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** `email`, `phone`. */
    kind: text("kind").notNull(),
    value: text("value").notNull(),
    verifiedAt: instant("verified_at"),
    /** SHA-256 of the code and the row's id; null when none is open. */
    codeHash: text("code_hash"),
    codeSentAt: instant("code_sent_at"),
    codeExpiresAt: instant("code_expires_at"),
    tries: integer("tries").notNull().default(0),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex("contact_addresses_once").on(table.accountId, table.kind, table.value)],
);

/** A browser that may be pushed to. */
export const pushSubscriptions = pgTable(
  "push_subscriptions",
  {
    id: serial("id").primaryKey(),
    accountId: integer("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    endpoint: text("endpoint").notNull(),
    p256dh: text("p256dh").notNull(),
    auth: text("auth").notNull(),
    /** As its owner knows it: "Firefox on Android". */
    browser: text("browser").notNull(),
    createdAt: createdAt(),
    lastSeenAt: instant("last_seen_at"),
    /** The push service said it is gone. */
    endedAt: instant("ended_at"),
  },
  (table) => [
    uniqueIndex("push_subscriptions_endpoint").on(table.endpoint),
    index("push_subscriptions_account").on(table.accountId),
  ],
);

/** One-time links that were used: SHA-256 of the link's token. */
export const usedLinks = pgTable("used_links", {
  tokenHash: text("token_hash").primaryKey(),
  alertId: integer("alert_id").notNull(),
  accountId: integer("account_id").notNull(),
  usedAt: instant("used_at").notNull(),
});

/** The code by which a text message is answered. Codes of one number never repeat while one counts. */
export const replyCodes = pgTable(
  "reply_codes",
  {
    phone: text("phone").notNull(),
    code: text("code").notNull(),
    alertId: integer("alert_id").notNull(),
    accountId: integer("account_id").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [primaryKey({ columns: [table.phone, table.code] }), index("reply_codes_alert").on(table.alertId)],
);

/** Slack's own name of the message that tells of an alert, so that it can be updated. */
export const slackMessages = pgTable(
  "slack_messages",
  {
    alertId: integer("alert_id")
      .notNull()
      .references(() => alerts.id, { onDelete: "cascade" }),
    recipient: text("recipient").notNull(),
    channelId: text("channel_id").notNull(),
    ts: text("ts").notNull(),
    postedAt: instant("posted_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.alertId, table.recipient] })],
);

/** A weekly silent test of one way to reach one person. */
export const drills = pgTable(
  "drills",
  {
    id: serial("id").primaryKey(),
    accountId: integer("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    channel: text("channel").notNull(),
    at: instant("at").notNull(),
    noticeId: bigint("notice_id", { mode: "number" }),
    /** `waiting`, `reached`, `failed`. */
    outcome: text("outcome").notNull(),
    response: text("response"),
    /** When its person looked at a red one. */
    seenAt: instant("seen_at"),
  },
  (table) => [index("drills_account").on(table.accountId, table.at)],
);
