import { type SearchParams, textOf } from "@/app/(console)/search-params";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { PartList } from "@/components/templates/part-list";
import { TemplateEditor } from "@/components/templates/template-editor";
import { VariableTable } from "@/components/templates/variable-table";
import { Callout } from "@/components/ui/callout";
import { readTemplatesPage } from "@/lib/server/services/templates/page";
import { requireContext } from "@/lib/server/session";

export const metadata = { title: "Templates" };

export default async function TemplatesPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireContext("house:admin");
  const { templates, values, alerts } = await readTemplatesPage(ctx);
  const asked = textOf(await searchParams, "part");
  const [first] = templates;
  const template = templates.find(({ channel, part }) => `${channel}/${part}` === asked) ?? first;
  if (template === undefined) return null;
  return (
    <SettingsFrame section="/settings/templates" actor={ctx.actor}>
      <Callout status="info">
        Your words are used for messages about one alert. Several alerts told as one, messages of a Slack bot, PagerDuty
        and the webhook keep the built-in ones, and so does whatever breaks: a template never keeps anybody from being
        told.
      </Callout>
      <div className="templates">
        <PartList templates={templates} current={template} />
        <TemplateEditor
          key={`${template.channel}/${template.part} ${template.updated_at}`}
          template={template}
          alerts={alerts}
        />
      </div>
      {values !== null && <VariableTable values={values} />}
    </SettingsFrame>
  );
}
