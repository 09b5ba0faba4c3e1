"use client";

import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import type { AlertWire } from "@/lib/alerts/wire";
import { useAlertCommand } from "./use-alert-command";

/** By which the key `c` finds it. */
export const COMMENT_ID = "alert-comment";
const LENGTH = 4000;

/** One line that grows: what somebody knows, for who comes after. */
export function CommentForm({ alert, mayAct }: { alert: AlertWire; mayAct: boolean }) {
  const [text, setText] = useState("");
  const { run, isBusy } = useAlertCommand();
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (await run(alert, { command: "comment", text: text.trim() })) setText("");
  };
  if (!mayAct) return null;
  return (
    <form onSubmit={submit} className="comment-form">
      <label className="sr-only" htmlFor={COMMENT_ID}>
        Comment
      </label>
      <div className="field field-text">
        <textarea
          id={COMMENT_ID}
          rows={1}
          maxLength={LENGTH}
          placeholder="Say what you know"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Button type="submit" icon="send" disabled={isBusy || text.trim() === ""} aria-busy={isBusy}>
        Comment
      </Button>
    </form>
  );
}
