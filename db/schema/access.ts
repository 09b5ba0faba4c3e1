import { boolean, index, integer, jsonb, pgTable, serial, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, instant, updatedAt } from "@/db/columns";

/** People who may sign in to the console. Players of the platform are not accounts. */
export const accounts = pgTable(
  "accounts",
  {
    id: serial("id").primaryKey(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    role: text("role").notNull(),
    /** `scrypt$N$r$p$salt$hash`; null signs in another way. */
    passwordHash: text("password_hash"),
    /** Sessions begun before it are over. */
    passwordChangedAt: instant("password_changed_at"),
    /** Keys of the brands this account may see; null means all. */
    brands: jsonb("brands").$type<string[]>(),
    isDemo: boolean("is_demo").notNull().default(false),
    disabledAt: instant("disabled_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex("accounts_email_unique").on(table.email)],
);

export const apiTokens = pgTable(
  "api_tokens",
  {
    id: serial("id").primaryKey(),
    accountId: integer("account_id")
      .notNull()
      .references(() => accounts.id),
    name: text("name").notNull(),
    scope: text("scope").notNull(),
    /** SHA-256 of the token, hex: the token itself is shown once and never kept. */
    hash: text("hash").notNull(),
    /** The last characters of the token, so that its owner can tell it from others. */
    hint: text("hint").notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [uniqueIndex("api_tokens_hash_unique").on(table.hash)],
);

/** Failed sign-ins by e-mail and by address, for the throttle. */
export const signInFailures = pgTable(
  "sign_in_failures",
  {
    id: serial("id").primaryKey(),
    /** `email:ana@x.test` or `address:203.0.113.7`. */
    subject: text("subject").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [index("sign_in_failures_subject_at").on(table.subject, table.at)],
);
