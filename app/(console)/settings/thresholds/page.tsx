import { SettingsFrame } from "@/components/settings/settings-frame";
import { ThresholdList } from "@/components/settings/threshold-list";
import { isAllowed } from "@/lib/access/permissions";
import { presentThresholds } from "@/lib/server/services/metrics/thresholds";
import { requireContext } from "@/lib/server/session";

export const metadata = { title: "Thresholds" };

export default async function ThresholdsPage() {
  const ctx = await requireContext("status:read");
  return (
    <SettingsFrame section="/settings/thresholds" actor={ctx.actor}>
      <ThresholdList thresholds={await presentThresholds(ctx)} mayChange={isAllowed(ctx.actor, "house:admin")} />
    </SettingsFrame>
  );
}
