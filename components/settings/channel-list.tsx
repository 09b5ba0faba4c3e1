import { serviceName } from "@/components/live/service-name";
import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { TestChannel } from "./test-channel";

export interface ChannelLine {
  channel: string;
  isReady: boolean;
  /** Why it is not, in words. */
  reason?: string;
}

/** What can carry a message now, with a test of each, and what would make the others able to. */
export function ChannelList({ lines, mayTest }: { lines: readonly ChannelLine[]; mayTest: boolean }) {
  const ready = lines.filter(({ isReady }) => isReady).length;
  return (
    <Panel title="Channels" note={`${ready} of ${lines.length} ready`}>
      <ul className="rows">
        {lines.map(({ channel, isReady, reason }) => (
          <li key={channel} className="flex flex-wrap items-center gap-x-[12px] gap-y-[2px] px-[12px] py-[7px]">
            <span className="w-[104px]">
              <Badge status={isReady ? "ok" : "unk"} word={isReady ? "Ready" : "Not ready"} />
            </span>
            <span className="w-[88px] font-medium">{serviceName(channel)}</span>
            <span className="min-w-0 flex-1 text-12 empty:hidden max-md:basis-full text-text-3 [overflow-wrap:anywhere]">
              {reason}
            </span>
            {isReady && mayTest && <TestChannel channel={channel} name={serviceName(channel)} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
