import type { SlackAction } from "./slack-state";

interface Words {
  title: string;
  submit: string;
  label: string;
  placeholder: string;
  isOptional: boolean;
}

/** Actions that ask for words first. */
export type SlackFormAction = Exclude<SlackAction, "acknowledge">;

const WORDS: Record<SlackFormAction, Words> = {
  resolve: {
    title: "Resolve the alert",
    submit: "Resolve",
    label: "What was done",
    placeholder: "The provider is back.",
    isOptional: true,
  },
  escalate: {
    title: "Escalate the alert",
    submit: "Escalate",
    label: "Why",
    placeholder: "Nobody answers at the provider.",
    isOptional: false,
  },
};

/** As long as the API takes. */
const LONGEST = 3000;

/** The window that opens on a click and asks for a reason or notes; `memory` comes back with them. */
export function composeSlackForm(action: SlackFormAction, memory: string) {
  const { title, submit, label, placeholder, isOptional } = WORDS[action];
  return {
    type: "modal",
    callback_id: action,
    private_metadata: memory,
    title: plain(title),
    submit: plain(submit),
    close: plain("Cancel"),
    blocks: [
      {
        type: "input",
        block_id: "words",
        optional: isOptional,
        label: plain(label),
        element: {
          type: "plain_text_input",
          action_id: "words",
          multiline: true,
          max_length: LONGEST,
          placeholder: plain(placeholder),
        },
      },
    ],
  };
}

function plain(text: string) {
  return { type: "plain_text", text };
}
