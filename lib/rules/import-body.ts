import { z } from "zod";

/** A file of rules as the API takes it. */
export const ImportBody = z.object({
  yaml: z.string('expected the text of a file, such as "rules: []"'),
  /** Only says what would change. */
  dry_run: z.boolean("expected true or false").default(false),
  /** Deletes the rules the file does not name, and switches off shipped ones. */
  prune: z.boolean("expected true or false").default(false),
});
