import type { SlackContent } from "@/lib/notifications/compose/slack";

type SlackWords = Pick<SlackContent, "attachments" | "text">;

/** A Slack message: the coloured block with its title, text and fields. Slack's escapes are shown as it shows them. */
export function SlackLook({ slack }: { slack: SlackWords }) {
  const [block] = slack.attachments;
  if (block === undefined) return <p className="slack-look">{unescaped(slack.text)}</p>;
  return (
    <div className="slack-look" style={{ borderLeftColor: block.color }}>
      <b>{unescaped(block.title)}</b>
      <p className="whitespace-pre-line">{unescaped(block.text)}</p>
      <dl>
        {block.fields.map(({ title, value }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{unescaped(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
