import type { Metadata } from "next";
import { cookies } from "next/headers";
import { LinkScreen } from "@/components/links/link-screen";
import { LinkState } from "@/components/links/link-state";
import { isTimeZone } from "@/lib/kernel/zone";
import { readLinkStanding } from "@/lib/server/services/links/read-link";
import { systemContext } from "@/lib/server/system-context";

export const metadata: Metadata = {
  title: "Acknowledge",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

/** Where the links of messages lead. It needs no session and changes nothing: the link itself says who is meant. */
export default async function LinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const house = systemContext("link");
  const zone = (await cookies()).get("zone")?.value ?? "UTC";
  return (
    <LinkScreen serverNow={house.now().getTime()} zone={isTimeZone(zone) ? zone : "UTC"}>
      <LinkState standing={await readLinkStanding(house, token)} token={token} />
    </LinkScreen>
  );
}
