import { z } from "zod";
import { MEASURE_OCCASIONS, type MeasureSettings } from "./schema";

const URL_WORDS = "an address that begins with https://, such as https://psp-router.example.com/measures";

/** Plain http is for a service on this very machine: elsewhere anybody on the way could read and change the call. */
const Address = z.string().trim().max(500, "at most 500 characters").refine(isCallable, URL_WORDS);

function isCallable(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "") return false;
  if (protocol === "https:") return true;
  return protocol === "http:" && (hostname === "localhost" || hostname === "[::1]" || /^127\.[\d.]+$/.test(hostname));
}

/** A measure as the API takes it. A new one calls nobody until an admin says so. */
export const MeasureBody = z
  .strictObject({
    name: z.string().trim().min(1, "a name, such as Route cards to ECPay").max(100, "at most 100 characters"),
    url: Address,
    undo_url: Address.nullable().default(null),
    occasion: z.enum(MEASURE_OCCASIONS, `${MEASURE_OCCASIONS.join(" or ")}`).default("triggered"),
    is_dry_run: z.boolean().default(true),
    needs_approval: z.boolean().default(true),
    is_active: z.boolean().default(true),
    version: z.number().int().positive().optional(),
  })
  .transform(({ version, ...body }) => ({ settings: toSettings(body), version }));
export type MeasureBody = z.infer<typeof MeasureBody>;

/** What a decision of a run may say: the version it was looked at, so that of two admins one wins. */
export const RunDecision = z.strictObject({ version: z.number().int().positive().optional() });

interface Body {
  name: string;
  url: string;
  undo_url: string | null;
  occasion: MeasureSettings["occasion"];
  is_dry_run: boolean;
  needs_approval: boolean;
  is_active: boolean;
}

function toSettings(body: Body): MeasureSettings {
  return {
    name: body.name,
    url: body.url,
    undoUrl: body.undo_url,
    occasion: body.occasion,
    isDryRun: body.is_dry_run,
    needsApproval: body.needs_approval,
    isActive: body.is_active,
  };
}
