import type { Metadata } from "next";
import { type SearchParams, textOf } from "@/app/(console)/search-params";
import { InhibitionPanel } from "@/components/inhibitions/inhibition-panel";
import { Page } from "@/components/shell/page";
import { EndingBanner } from "@/components/silences/ending-banner";
import { HiddenLately } from "@/components/silences/hidden-lately";
import { RefreshOnSilence } from "@/components/silences/refresh-on-silence";
import { SilenceForm } from "@/components/silences/silence-form";
import { SilenceList } from "@/components/silences/silence-list";
import { WindowsToCome } from "@/components/silences/windows-to-come";
import { isAllowed } from "@/lib/access/permissions";
import { actorName } from "@/lib/access/schema";
import { silencesPage } from "@/lib/server/services/silences/page";
import { requireContext } from "@/lib/server/session";
import { SilenceState } from "@/lib/silences/schema";
import { beginForm } from "./begin-form";

export const metadata: Metadata = { title: "Silences" };

export default async function SilencesPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireContext("status:read");
  const params = await searchParams;
  const state = SilenceState.catch("active").parse(textOf(params, "state"));
  const { silences, hiddenNow, windows, hidden, rules, sources, inhibitions, brands, at } = await silencesPage(ctx);
  const mayMake = isAllowed(ctx.actor, "alerts:act");
  const mayAdmin = isAllowed(ctx.actor, "house:admin");
  const viewer = { name: actorName(ctx.actor), mayMake, mayEndAll: isAllowed(ctx.actor, "brands:admin") };
  const { key, ...beginning } = await beginForm(ctx, params, { silences, viewer });
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
          key={key}
          {...beginning}
          rules={rules}
          brands={brands}
          mayMake={mayMake}
          mayHideAll={ctx.scope.brands === "all"}
        />
      </div>
      <InhibitionPanel inhibitions={inhibitions} sources={sources} targets={rules} mayAdmin={mayAdmin} />
    </Page>
  );
}
