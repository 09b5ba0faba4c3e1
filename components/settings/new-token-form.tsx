"use client";

import { type FormEvent, useState } from "react";
import { ApiRefusal } from "@/components/read-api";
import { Button } from "@/components/ui/button";
import { Field, SelectField } from "@/components/ui/field";
import { SecretBox } from "@/components/ui/secret-box";
import { TokenScope } from "@/lib/access/schema";
import { NewToken } from "@/lib/access/token-wire";
import { useCreateToken } from "./use-tokens";

const SCOPES = [
  { value: "read", word: "read: every figure, alert and dashboard" },
  { value: "write", word: "write: read, alert actions, ingest" },
  { value: "admin", word: "admin: everything" },
] as const satisfies readonly { value: TokenScope; word: string }[];

/** Makes a token and shows its secret once. What was typed stays when the server says no. */
export function NewTokenForm() {
  const [name, setName] = useState("");
  const [scope, setScope] = useState<TokenScope>("read");
  const [error, setError] = useState<string>();
  const create = useCreateToken();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const asked = NewToken.safeParse({ name, scope });
    if (!asked.success) return setError(sentence(asked.error.issues[0]?.message));
    setError(undefined);
    create.mutate(asked.data, { onSuccess: () => setName(""), onError: (refused) => setError(wordOf(refused)) });
  };

  return (
    <div className="grid gap-[12px] p-[12px]">
      <form className="grid items-start gap-[12px] md:grid-cols-[1fr_1fr_auto]" onSubmit={submit} noValidate>
        <Field
          name="token-name"
          label="Name"
          placeholder="ci"
          aid="Which machine or job holds it."
          autoComplete="off"
          value={name}
          error={error}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          name="token-scope"
          label="Scope"
          options={SCOPES}
          value={scope}
          onChange={(event) => setScope(TokenScope.catch("read").parse(event.target.value))}
        />
        <Button type="submit" variant="primary" icon="add" className="md:mt-[22px]" disabled={create.isPending}>
          {create.isPending ? "Making…" : "Make token"}
        </Button>
      </form>
      {create.data && <SecretBox name={`Token ${create.data.name}, ${create.data.scope}`} secret={create.data.token} />}
    </div>
  );
}

function sentence(words = "expected a name, such as ci"): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function wordOf(error: unknown): string {
  return error instanceof ApiRefusal ? sentence(error.message) : "The console did not answer. Try again.";
}
