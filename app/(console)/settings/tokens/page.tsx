import { NewTokenForm } from "@/components/settings/new-token-form";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { TokenPanel } from "@/components/settings/token-panel";
import { isAllowed } from "@/lib/access/permissions";
import { tokenToWire } from "@/lib/access/token-wire";
import { listVisibleTokens } from "@/lib/server/services/tokens/list";
import { requireContext } from "@/lib/server/session";

export const metadata = { title: "Tokens" };

export default async function TokensPage() {
  const ctx = await requireContext("status:read");
  const tokens = await listVisibleTokens(ctx);
  const making = isAllowed(ctx.actor, "brands:admin") ? (
    <NewTokenForm />
  ) : (
    <p className="p-[12px] text-text-3">Only an admin makes tokens: ask one for yours.</p>
  );
  return (
    <SettingsFrame section="/settings/tokens" actor={ctx.actor}>
      <TokenPanel tokens={tokens.map(tokenToWire)} making={making} />
    </SettingsFrame>
  );
}
