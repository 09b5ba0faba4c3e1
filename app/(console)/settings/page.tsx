import { PasswordForm } from "@/components/settings/password-form";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { KeyValues } from "@/components/ui/key-values";
import { Panel } from "@/components/ui/panel";
import { describeHouse } from "@/lib/server/describe-house";
import { requireContext } from "@/lib/server/session";

export const metadata = { title: "Settings" };

export default async function SettingsPage() {
  const { actor } = await requireContext("status:read");
  return (
    <SettingsFrame section="/settings" actor={actor}>
      <Panel title="House" note="from the environment; a restart takes up changes">
        <div className="p-[12px]">
          <KeyValues entries={describeHouse()} />
        </div>
      </Panel>
      {actor.kind === "account" && (
        <Panel title="Your password" note={actor.email}>
          <PasswordForm email={actor.email} />
        </Panel>
      )}
    </SettingsFrame>
  );
}
