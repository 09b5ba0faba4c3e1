import type { SilenceWire } from "@/lib/silences/wire";

/** Where the form shows this silence, beside the list it is in. */
export function hrefOfEdit({ id, state }: Pick<SilenceWire, "id" | "state">): string {
  return state === "active" ? `/silences?edit=${id}` : `/silences?state=${state}&edit=${id}`;
}

/** The list the silence is in, without the form open on it. */
export function hrefOfList({ state }: Pick<SilenceWire, "state">): string {
  return state === "active" ? "/silences" : `/silences?state=${state}`;
}
