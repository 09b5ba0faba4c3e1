import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";

const STEP = /^\s*\d+[.)]\s*/;

/** What to do, as steps where they are numbered; an address alone is a link. */
export function Runbook({ text, description }: { text: string | null; description: string | null }) {
  return (
    <Panel title="What to do">
      {text === null ? (
        <Empty kind="nothing-yet" title="No runbook">
          The rule that raised this names none.
        </Empty>
      ) : (
        <div className="flex flex-col gap-[6px] p-[12px]">
          {description !== null && <p className="text-text-2">{description}</p>}
          <Steps text={text} />
        </div>
      )}
    </Panel>
  );
}

function Steps({ text }: { text: string }) {
  if (/^https?:\/\/\S+$/.test(text)) {
    return (
      <a href={text} rel="noreferrer" target="_blank" className="[overflow-wrap:anywhere]">
        {text}
      </a>
    );
  }
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return (
    <ol className="list-decimal pl-[20px] marker:text-text-3">
      {lines.map((line) => (
        <li key={line}>{line.replace(STEP, "")}</li>
      ))}
    </ol>
  );
}
