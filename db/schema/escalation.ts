import { bigint, boolean, index, integer, jsonb, pgTable, serial, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, instant, updatedAt } from "@/db/columns";
import type { EscalationStep } from "@/lib/escalation/schema";
import type { Matcher } from "@/lib/kernel/matchers";
import type { Severity } from "@/lib/kernel/severity";
import type { Layer } from "@/lib/on-call/schema";
import { accounts } from "./access";

/** Who is told next while nobody acknowledges. The first policy by `position` that an alert meets is frozen into it. */
export const escalationPolicies = pgTable(
  "escalation_policies",
  {
    id: serial("id").primaryKey(),
    name: text("name").notNull(),
    matchers: jsonb("matchers").$type<Matcher[]>().notNull().default([]),
    severities: jsonb("severities").$type<Severity[]>().notNull(),
    steps: jsonb("steps").$type<EscalationStep[]>().notNull(),
    /** How often the steps begin anew after the last. */
    repeats: integer("repeats").notNull().default(0),
    repeatAfterMs: bigint("repeat_after_ms", { mode: "number" }),
    /** After it an acknowledged, unresolved alert is triggered again; null never. */
    acknowledgementTimeoutMs: bigint("acknowledgement_timeout_ms", { mode: "number" }),
    /** Lower is asked first. */
    position: integer("position").notNull(),
    isActive: boolean("is_active").notNull().default(true),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex("escalation_policies_name").on(table.name)],
);

/** Who is on call when: layers of people who take turns. */
export const rotations = pgTable(
  "rotations",
  {
    id: serial("id").primaryKey(),
    name: text("name").notNull(),
    zone: text("zone").notNull(),
    layers: jsonb("layers").$type<Layer[]>().notNull(),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex("rotations_name").on(table.name)],
);

/** Somebody else takes a rotation's first layer for a while. */
export const rotationOverrides = pgTable(
  "rotation_overrides",
  {
    id: serial("id").primaryKey(),
    rotationId: integer("rotation_id")
      .notNull()
      .references(() => rotations.id, { onDelete: "cascade" }),
    accountId: integer("account_id")
      .notNull()
      .references(() => accounts.id),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    reason: text("reason"),
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
  },
  (table) => [index("rotation_overrides_rotation").on(table.rotationId, table.endsAt)],
);
