"use client";

import { useQuery } from "@tanstack/react-query";
import { measureList } from "@/components/queries";
import { useShellSession } from "@/components/shell/session";
import { SelectField } from "@/components/ui/field";
import { isAllowed } from "@/lib/access/permissions";

interface MeasureChoiceProps {
  /** The measure a rule names; null for none. */
  value: number | null;
  error: string | undefined;
  onChoose: (id: number | null) => void;
}

/** Which protective measure a rule calls for. Only admins may read what there is; others see that there is one. */
export function MeasureChoice({ value, error, onChoose }: MeasureChoiceProps) {
  const session = useShellSession();
  const mayRead = session !== null && isAllowed(session.actor, "house:admin", "read");
  const { data = [] } = useQuery({ ...measureList(), enabled: mayRead });
  const known = data.map(({ id, name, occasion }) => ({ value: String(id), word: `${name}, when ${occasion}` }));
  const isMissing = value !== null && !data.some(({ id }) => id === value);
  return (
    <SelectField
      name="measure_id"
      label="Protective measure"
      aid="A signed call to the platform; measures are added in the settings."
      options={[
        { value: "", word: "none" },
        ...known,
        ...(isMissing ? [{ value: String(value), word: `number ${value}` }] : []),
      ]}
      value={value === null ? "" : String(value)}
      error={error}
      onChange={({ target }) => onChoose(target.value === "" ? null : Number(target.value))}
    />
  );
}
