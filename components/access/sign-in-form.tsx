"use client";

import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";

/** `next` is a path of this console to go to afterwards. */
export function SignInForm({ next }: { next: string }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    const refused = await trySignIn(new FormData(event.currentTarget));
    if (refused === null) window.location.assign(next);
    else {
      setRefusal(refused);
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-[14px]">
      <div role="alert">{refusal !== null && <Callout status="crit">{refusal}</Callout>}</div>
      <Field name="email" label="E-mail" type="email" tall="tall" autoComplete="username" required autoFocus />
      <PasswordField />
      <Button type="submit" variant="primary" className="mt-[6px] h-[40px] w-full" disabled={isBusy}>
        {isBusy ? "Signing in" : "Sign in"}
      </Button>
    </form>
  );
}

function PasswordField() {
  const [isShown, setShown] = useState(false);
  return (
    <Field
      name="password"
      label="Password"
      type={isShown ? "text" : "password"}
      tall="tall"
      autoComplete="current-password"
      required
      after={
        <button type="button" aria-pressed={isShown} aria-label="Show the password" onClick={() => setShown(!isShown)}>
          <Icon name={isShown ? "hidden" : "seen"} className="text-text-2" />
        </button>
      }
    />
  );
}

/** The reason of a refusal as the server words it, or `null` when the person is in. */
async function trySignIn(form: FormData): Promise<string | null> {
  const { signIn } = await import("next-auth/react");
  const answer = await signIn("credentials", {
    redirect: false,
    email: String(form.get("email") ?? ""),
    password: String(form.get("password") ?? ""),
  });
  if (answer?.ok && !answer.error) return null;
  return answer?.error ?? "The console did not answer. Try again.";
}
