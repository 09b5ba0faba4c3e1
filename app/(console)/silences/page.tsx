import type { Metadata } from "next";
import { type SearchParams, textOf } from "@/app/(console)/search-params";
import { Page } from "@/components/shell/page";
import { EndingBanner } from "@/components/silences/ending-banner";
import { HiddenLately } from "@/components/silences/hidden-lately";
import { prefillOf } from "@/components/silences/prefill-of";
import { RefreshOnSilence } from "@/components/silences/refresh-on-silence";
import { SilenceForm } from "@/components/silences/silence-form";
import { SilenceList } from "@/components/silences/silence-list";
import { WindowsToCome } from "@/components/silences/windows-to-come";
import { findAlert } from "@/db/queries/alerts";
import { isAllowed } from "@/lib/access/permissions";
import { actorName } from "@/lib/access/schema";
import { alertToWire } from "@/lib/alerts/wire";
import type { Context } from "@/lib/server/context";
import { silencesPage } from "@/lib/server/services/silences/page";
import { requireContext } from "@/lib/server/session";
import { SilenceState } from "@/lib/silences/schema";

export const metadata: Metadata = { title: "Silences" };

export default async function SilencesPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireContext("status:read");
  const params = await searchParams;
  const state = SilenceState.catch("active").parse(textOf(params, "state"));
  const { silences, hiddenNow, windows, hidden, rules, brands, at } = await silencesPage(ctx);
  const prefill = await alertToHide(ctx, textOf(params, "alert"));
  const mayMake = isAllowed(ctx.actor, "alerts:act");
  const viewer = { name: actorName(ctx.actor), mayMake, mayEndAll: isAllowed(ctx.actor, "house:admin") };
  const note = `${hiddenNow} ${hiddenNow === 1 ? "alert" : "alerts"} hidden now`;
  return (
    <Page title="Silences" note={note}>
      <RefreshOnSilence />
      <EndingBanner silences={silences} viewer={viewer} at={at} />
      <div className="split">
        <div className="stack">
          <SilenceList silences={silences} state={state} viewer={viewer} />
          <WindowsToCome windows={windows} at={at} />
          <HiddenLately hidden={hidden} />
        </div>
        <SilenceForm
          key={prefill?.title ?? "new"}
          rules={rules}
          brands={brands}
          prefill={prefill}
          mayMake={mayMake}
          mayHideAll={ctx.scope.brands === "all"}
        />
      </div>
    </Page>
  );
}

async function alertToHide(ctx: Context, id: string | undefined) {
  if (id === undefined || !/^\d{1,9}$/.test(id)) return null;
  const alert = await findAlert(ctx.db, ctx.scope, Number(id));
  return alert === null ? null : prefillOf(alertToWire(alert));
}
