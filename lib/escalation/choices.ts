import type { Role } from "@/lib/access/schema";

/** Whom a step may name. */
export interface PolicyChoices {
  people: readonly { id: number; name: string; role: Role }[];
  rotations: readonly { id: number; name: string; layers: readonly string[] }[];
}
