"use client";

import { createContext, type ReactNode, useContext } from "react";
import { invariant } from "@/lib/kernel/errors";
import type { RuleForm } from "./rule-form";

/** A field the API refused, by the name it has there, and the reason as a sentence. */
export interface FieldFault {
  field: string;
  message: string;
}

/** What every part of the editor shares. */
export interface Editing {
  form: RuleForm;
  edit: (changes: Partial<RuleForm>) => void;
  fault: FieldFault | null;
  /** Shows at its field what an answer found wrong. */
  blame: (fault: FieldFault) => void;
}

const EditingContext = createContext<Editing | null>(null);

export function EditingProvider({ editing, children }: { editing: Editing; children: ReactNode }) {
  return <EditingContext value={editing}>{children}</EditingContext>;
}

export function useEditing(): Editing & { faultAt: (...fields: string[]) => string | undefined } {
  const editing = useContext(EditingContext);
  invariant(editing !== null, "a part of the editor stands in the editor");
  const { fault } = editing;
  return {
    ...editing,
    faultAt: (...fields) => (fault !== null && fields.includes(fault.field) ? fault.message : undefined),
  };
}
