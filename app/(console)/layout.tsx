import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { DISMISSED_COOKIE, readDismissed } from "@/components/announcements/dismissed";
import { Shell } from "@/components/shell/shell";
import { listActiveAlerts } from "@/db/queries/alerts";
import { listBrands } from "@/db/queries/brands";
import { latestFeedId } from "@/db/queries/feed";
import { actorName } from "@/lib/access/schema";
import { properName } from "@/lib/kernel/words";
import { isTimeZone } from "@/lib/kernel/zone";
import { env } from "@/lib/server/env";
import { readCurrentAnnouncements } from "@/lib/server/services/announcements/list";
import { countActive } from "@/lib/server/services/silences/count-active";
import { currentAccount, requireContext } from "@/lib/server/session";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const ctx = await requireContext("status:read");
  const account = await currentAccount();
  const since = await latestFeedId(ctx.db);
  const [brands, open] = await Promise.all([listBrands(ctx.db, ctx.scope), listActiveAlerts(ctx.db, ctx.scope)]);
  const jar = await cookies();
  const zone = jar.get("zone")?.value ?? "UTC";
  return (
    <Shell
      session={{
        person: {
          name: account?.name ?? actorName(ctx.actor),
          email: account?.email ?? "",
          role: account?.role ?? "viewer",
        },
        actor: ctx.actor,
        brands: brands.map((key) => ({ key, name: properName(key) })),
        alerts: { open: open.length, worst: open[0]?.severity ?? null },
        silences: await countActive(ctx),
        announcements: await readCurrentAnnouncements(ctx),
        dismissed: readDismissed(jar.get(DISMISSED_COOKIE)?.value),
      }}
      since={since}
      serverNow={ctx.now().getTime()}
      zone={isTimeZone(zone) ? zone : "UTC"}
      cryptoCurrencies={env().CRYPTO_CURRENCIES}
    >
      {children}
    </Shell>
  );
}
