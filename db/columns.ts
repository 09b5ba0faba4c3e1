import { numeric, timestamp } from "drizzle-orm/pg-core";

/** An instant; stored with its zone, read as `Date`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** Money: a decimal string, eight decimals (BTC needs them). */
export const amount = (name: string) => numeric(name, { precision: 20, scale: 8 });

export const createdAt = () => instant("created_at").notNull().defaultNow();
export const updatedAt = () => instant("updated_at").notNull().defaultNow();
