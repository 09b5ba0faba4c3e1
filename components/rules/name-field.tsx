"use client";

import { Field } from "@/components/ui/field";
import { useEditing } from "./editing";

export function NameField() {
  const { form, edit, faultAt } = useEditing();
  return (
    <Field
      name="rule_name"
      label="Name"
      placeholder="payment_failure_by_provider"
      autoComplete="off"
      value={form.name}
      error={faultAt("rule_name")}
      onChange={(event) => edit({ name: event.target.value })}
    />
  );
}
