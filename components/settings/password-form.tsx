"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { z } from "zod";
import { ApiRefusal, callApi } from "@/components/read-api";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordChange } from "@/lib/access/password-change";
import { inSentence } from "./in-sentence";

interface Fault {
  field: string | undefined;
  words: string;
}

/** Changes one's own password. It ends every session, this one too: the way leads to signing in. */
export function PasswordForm({ email }: { email: string }) {
  const [fault, setFault] = useState<Fault>();
  const change = useMutation({
    mutationFn: (body: PasswordChange) =>
      callApi({ path: "/console/password", method: "PUT", body, schema: z.unknown() }),
    onSuccess: () => window.location.assign("/sign-in?next=/settings"),
    onError: (refused) => setFault(faultOf(refused)),
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const asked = PasswordChange.safeParse(Object.fromEntries(new FormData(event.currentTarget)));
    const [issue] = asked.error?.issues ?? [];
    setFault(issue && { field: String(issue.path[0]), words: inSentence(issue.message) });
    if (asked.success) change.mutate(asked.data);
  };
  const errorOf = (name: string) => (fault?.field === name ? fault.words : undefined);
  const elsewhere = fault !== undefined && fault.field !== "current" ? fault.words : undefined;

  return (
    <form className="grid items-start gap-[12px] p-[12px] md:grid-cols-[1fr_1fr_auto]" onSubmit={submit} noValidate>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field
        name="current"
        label="Present password"
        type="password"
        autoComplete="current-password"
        error={errorOf("current")}
      />
      <Field
        name="next"
        label="New password"
        type="password"
        autoComplete="new-password"
        aid="At least 10 characters. You sign in again with it, everywhere."
        error={elsewhere}
      />
      <Button type="submit" className="md:mt-[22px]" disabled={change.isPending}>
        {change.isPending ? "Changing…" : "Change password"}
      </Button>
    </form>
  );
}

function faultOf(error: unknown): Fault {
  if (!(error instanceof ApiRefusal)) return { field: undefined, words: "The console did not answer. Try again." };
  return { field: error.field, words: inSentence(error.message) };
}
