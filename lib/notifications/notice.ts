import { z } from "zod";
import { Severity } from "@/lib/kernel/severity";

/** Kinds of messages that are about no alert. */
export const NOTICE_KINDS = ["code", "hand-off", "drill", "announcement"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What a notice says, in the same words by every channel. */
export const NoticeContent = z.object({
  /** One line: a mail's subject, a text message's only line. */
  title: z.string(),
  /** Further lines, each a sentence or two. */
  lines: z.array(z.string()),
  /** Where to open it; null where there is nothing to open. */
  link: z.string().nullable(),
  severity: Severity,
  /** Pushed without a sound or a banner, where the channel can. */
  isSilent: z.boolean(),
});
export type NoticeContent = z.infer<typeof NoticeContent>;
