import { ImportBody } from "@/lib/rules/import-body";
import { endpoint } from "@/lib/server/endpoint";
import { importRules } from "@/lib/server/services/rules/import";

/** Brings the rules to what a YAML file says, or says what that would change. */
export const POST = endpoint({ permission: "house:admin", body: ImportBody }, (ctx, { body }) =>
  importRules(ctx, { yaml: body.yaml, isDryRun: body.dry_run, isPruned: body.prune }),
);
