import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import type { ShownInhibition } from "@/lib/alerts/inhibition";
import { InhibitionForm } from "./inhibition-form";
import { InhibitionTools } from "./inhibition-tools";

interface InhibitionPanelProps {
  inhibitions: readonly ShownInhibition[];
  /** Names of the rules whose alerts may hide others, and of those whose alerts may be hidden. */
  sources: readonly string[];
  targets: readonly string[];
  mayAdmin: boolean;
}

const LOOKS_ONLY = "Only an admin of all brands can change inhibition rules.";

/** Which alerts explain others, each as one sentence, and the way to add one. */
export function InhibitionPanel({ inhibitions, sources, targets, mayAdmin }: InhibitionPanelProps) {
  const locked = mayAdmin ? null : LOOKS_ONLY;
  return (
    <Panel
      title="What hides what"
      note="people hear of the cause only"
      aside={mayAdmin ? <InhibitionForm sources={sources} targets={targets} /> : <Add />}
      foot={locked ?? undefined}
    >
      {inhibitions.length === 0 ? (
        <Empty kind="nothing-yet" title="No alert hides another">
          Each is told as its rule says, also where one explains the other.
        </Empty>
      ) : (
        <ul className="rows">
          {inhibitions.map((inhibition) => (
            <li key={inhibition.id}>
              <InhibitionRow inhibition={inhibition} locked={locked} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Add() {
  return (
    <Button size="small" icon="add" disabled title={LOOKS_ONLY}>
      Add
    </Button>
  );
}

function InhibitionRow({ inhibition, locked }: { inhibition: ShownInhibition; locked: string | null }) {
  const { name, sentence, is_active, created_by } = inhibition;
  return (
    <article className="grid gap-x-[16px] gap-y-[10px] p-[12px] md:grid-cols-[minmax(0,1fr)_auto]" aria-label={name}>
      <div className="flex min-w-0 gap-[10px]">
        <Icon name="silence" size={16} className="mt-[2px] flex-none text-text-2" />
        <div className="min-w-0">
          <h3 className="break-words font-medium">{sentence}</h3>
          <p className="break-words text-12 text-text-2">
            {name}. {created_by}
          </p>
          {!is_active && <p className="text-12 text-text-2">Off: it hides nothing now.</p>}
        </div>
      </div>
      <InhibitionTools inhibition={inhibition} sentence={sentence} locked={locked} />
    </article>
  );
}
