import { MeasurePanel } from "@/components/measures/measure-panel";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { readMeasures, signingOf } from "@/lib/server/services/measures/list";
import { requireContext } from "@/lib/server/session";

export const metadata = { title: "Measures" };

export default async function MeasuresPage() {
  const ctx = await requireContext("house:admin");
  return (
    <SettingsFrame section="/settings/measures" actor={ctx.actor}>
      <MeasurePanel measures={await readMeasures(ctx)} signing={signingOf()} />
    </SettingsFrame>
  );
}
