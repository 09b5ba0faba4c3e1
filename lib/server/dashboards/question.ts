import "server-only";
import type { Queryable } from "@/db/client";
import type { BrandFilter } from "@/db/queries/platform/in-scope";
import { requireBrand } from "@/lib/server/access/require-brand";
import type { Context } from "@/lib/server/context";
import { platformDatabase } from "@/lib/server/platform";

/** What every dashboard takes: one brand or all in scope, and the instant its window ends (default now). */
export interface Asked {
  brand?: string | undefined;
  at?: Date | undefined;
}

/** A question made ready: where the platform's rows are, whose are meant, and until when. */
export interface Question {
  platform: Queryable;
  filter: BrandFilter;
  at: Date;
}

/** @throws AppError `forbidden` when the brand is outside the caller's scope. */
export function questionOf(ctx: Context, { brand, at }: Asked): Question {
  if (brand !== undefined) requireBrand(ctx, brand);
  return { platform: platformDatabase(ctx), filter: { scope: ctx.scope, brand }, at: at ?? ctx.now() };
}
