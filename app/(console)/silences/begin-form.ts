import { type SearchParams, textOf } from "@/app/(console)/search-params";
import { draftOf } from "@/components/silences/draft";
import { hrefOfList } from "@/components/silences/edit-links";
import { type Prefill, prefillOf } from "@/components/silences/prefill-of";
import { refusalOf, type SilenceViewer } from "@/components/silences/refusal-of";
import type { Editing } from "@/components/silences/use-silence-form";
import { findAlert } from "@/db/queries/alerts";
import { alertToWire } from "@/lib/alerts/wire";
import type { Context } from "@/lib/server/context";
import type { SilenceWire } from "@/lib/silences/wire";

interface Beginning {
  /** Changes when the form must begin anew. */
  key: string;
  prefill: Prefill | null;
  editing: Editing | null;
}

/** What the form of the page begins with: `?edit=ID` a silence, `?alert=ID` what tells an alert from others, or nothing. */
export async function beginForm(
  ctx: Context,
  params: Awaited<SearchParams>,
  { silences, viewer }: { silences: readonly SilenceWire[]; viewer: SilenceViewer },
): Promise<Beginning> {
  const silence = silences.find(({ id }) => String(id) === textOf(params, "edit"));
  if (silence !== undefined) {
    const { id, version } = silence;
    const refusal = refusalOf(silence, viewer);
    const editing = { id, version, draft: draftOf(silence), refusal, back: hrefOfList(silence) };
    return { key: `edit ${id}`, prefill: null, editing };
  }
  const prefill = await alertToHide(ctx, textOf(params, "alert"));
  return { key: prefill?.title ?? "new", prefill, editing: null };
}

async function alertToHide(ctx: Context, id: string | undefined) {
  if (id === undefined || !/^\d{1,9}$/.test(id)) return null;
  const alert = await findAlert(ctx.db, ctx.scope, Number(id));
  return alert === null ? null : prefillOf(alertToWire(alert));
}
