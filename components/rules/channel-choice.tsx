"use client";

import { Button } from "@/components/ui/button";
import { ChoiceChip } from "@/components/ui/chip";
import { Dialog } from "@/components/ui/dialog";
import { CHANNELS, type Channel } from "@/lib/rules/schema";

interface ChannelChoiceProps {
  isOpen: boolean;
  channels: readonly Channel[] | null;
  onClose: () => void;
  onChoose: (channels: readonly Channel[] | null) => void;
}

/** Whom the rule tells: those its severity is routed to, or exactly these channels beside the log. */
export function ChannelChoice({ isOpen, channels, onClose, onChoose }: ChannelChoiceProps) {
  const toggle = (channel: Channel) => {
    const chosen = channels ?? [];
    onChoose(CHANNELS.filter((one) => (one === channel ? !chosen.includes(one) : chosen.includes(one))));
  };
  return (
    <Dialog
      title="Who is told"
      note="The log and the live feed hear of every alert."
      isOpen={isOpen}
      onClose={onClose}
      foot={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="flex flex-wrap gap-[8px]">
        <ChoiceChip word="By severity" chosen={channels === null} onChoose={() => onChoose(null)} />
        {CHANNELS.map((channel) => (
          <ChoiceChip
            key={channel}
            word={channel}
            chosen={channels?.includes(channel) ?? false}
            onChoose={() => toggle(channel)}
          />
        ))}
      </div>
    </Dialog>
  );
}
