import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "./read-rows";

const NamesRow = z.object({ metric: z.string(), names: z.array(z.string()) });

/** The sets of label names that the series of each metric have, those without labels as the empty set. */
export function listLabelNames(db: Queryable): Promise<z.infer<typeof NamesRow>[]> {
  return readRows(
    db,
    NamesRow,
    sql`select distinct metric, array(select jsonb_object_keys(labels) order by 1) as names from metric_series order by 1, 2`,
  );
}
