import { notFound } from "next/navigation";
import { z } from "zod";
import { ChannelsView } from "@/app/(console)/settings/channels/channels-view";
import { CHANNELS } from "@/lib/rules/schema";
import { requireContext } from "@/lib/server/session";

export const metadata = { title: "Channel" };

const Id = z.enum([...CHANNELS, "feed"]);

export default async function ChannelPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireContext("house:admin");
  const id = Id.safeParse((await params).id);
  if (!id.success) notFound();
  return <ChannelsView ctx={ctx} chosen={id.data} />;
}
