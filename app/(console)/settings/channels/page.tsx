import { requireContext } from "@/lib/server/session";
import { ChannelsView } from "./channels-view";

export const metadata = { title: "Channels" };

export default async function ChannelsPage() {
  return <ChannelsView ctx={await requireContext("status:read")} chosen={null} />;
}
