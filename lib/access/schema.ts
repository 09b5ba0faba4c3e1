import { z } from "zod";

export const ROLES = ["viewer", "executive", "operator", "security", "admin"] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** What a token may do at most; a token acts as its account, and never beyond it. */
export const TOKEN_SCOPES = ["read", "write", "admin"] as const;
export const TokenScope = z.enum(TOKEN_SCOPES);
export type TokenScope = z.infer<typeof TokenScope>;

/** A person of the console. `brands` are the keys of those it may see. */
export interface Account {
  id: number;
  email: string;
  name: string;
  role: Role;
  brands: readonly string[] | "all";
  isDemo: boolean;
  isDisabled: boolean;
  /** Sessions begun before it are over; null while it is the first password. */
  passwordChangedAt: Date | null;
}

/** A token without its secret, as its owner sees it. `hint` is the secret's last four characters. */
export interface ApiToken {
  id: number;
  name: string;
  scope: TokenScope;
  hint: string;
  account: Pick<Account, "id" | "email" | "name">;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** By what a person acts who is not in the console. */
export type ActingBy = "Slack" | "link" | "text message";

/** `brands` are those an account is limited to; absent for one of all brands. A context sets it from its scope. */
interface Limited {
  brands?: readonly string[];
}

/** Who acts. `system` is a job or the console itself. */
export type Actor =
  | ({ kind: "account"; id: number; name: string; email: string; role: Role; by?: ActingBy } & Limited)
  | {
      kind: "token";
      id: number;
      name: string;
      scope: TokenScope;
      account: { id: number; email: string; role: Role } & Limited;
    }
  | { kind: "system"; name: string };

/** The brands an actor is limited to; null for an account of all brands, its tokens, and the console itself. */
export function limitOf(actor: Actor): readonly string[] | null {
  switch (actor.kind) {
    case "account":
      return actor.brands ?? null;
    case "token":
      return actor.account.brands ?? null;
    case "system":
      return null;
  }
}

/** The same actor, limited to these brands. A token is limited as its account is; the console itself never is. */
export function limitActor(actor: Actor, brands: readonly string[]): Actor {
  switch (actor.kind) {
    case "account":
      return { ...actor, brands };
    case "token":
      return { ...actor, account: { ...actor.account, brands } };
    case "system":
      return actor;
  }
}

/** How an actor is written into audit, timeline and `acknowledged_by`. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "account":
      return actor.name;
    case "token":
      return `${actor.name} (token)`;
    case "system":
      return actor.name;
  }
}

/** One name for one caller, by which its streams are known: `account:7`, `token:3`, `system:feed`. */
export function actorKey(actor: Actor): string {
  return actor.kind === "system" ? `system:${actor.name}` : `${actor.kind}:${actor.id}`;
}

/** The person who answers for what an actor does, by e-mail address: a token counts as its owner. */
export function personOf(actor: Actor): string {
  switch (actor.kind) {
    case "account":
      return actor.email;
    case "token":
      return actor.account.email;
    case "system":
      return actor.name;
  }
}
