import type { PolicyWords } from "@/lib/escalation/describe-policy";

interface PolicyInWordsProps {
  read: { words: PolicyWords } | { field: string; message: string };
  name: string;
}

/** What the form says, as sentences; renewed as it is typed. */
export function PolicyInWords({ read, name }: PolicyInWordsProps) {
  return (
    <section className="policy-words" aria-live="polite" aria-label="In words">
      <h3 className="font-semibold">{name.trim() === "" ? "In words" : name}</h3>
      {"words" in read ? (
        <>
          <p className="text-text-2">{read.words.applies}:</p>
          <ol>
            {read.words.steps.map((step) => (
              <li key={step}>{step}.</li>
            ))}
          </ol>
          <p className="text-text-2">{read.words.summary}. It ends when somebody acknowledges, or it is resolved.</p>
          {read.words.timeout !== null && <p className="text-text-2">{read.words.timeout}.</p>}
        </>
      ) : (
        <p className="text-text-2">Written here once everything is understood.</p>
      )}
    </section>
  );
}
