import type { Severity } from "@/lib/kernel/severity";
import type { Channel } from "@/lib/rules/schema";

/** What an admin wants to be told of, and how (N5). Quiet hours are kept here and decided with the channels to come. */
export interface Preferences {
  channels: Partial<Record<Channel, boolean>>;
  severities: Record<Severity, boolean>;
  /** Where e-mail goes instead of the account's address. */
  email: string | null;
}
