import "./load-env.mjs";
import { parseArgs } from "node:util";
import { TOKEN_SCOPES, TokenScope } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import { IntegerId } from "@/lib/kernel/id";
import { database } from "@/lib/server/database";
import { env } from "@/lib/server/env";
import { createToken } from "@/lib/server/services/tokens/create";
import { listVisibleTokens } from "@/lib/server/services/tokens/list";
import { chooseTokenOwner } from "@/lib/server/services/tokens/owner";
import { revokeToken } from "@/lib/server/services/tokens/revoke";
import { systemContext } from "@/lib/server/system-context";

const USAGE = `npm run token -- create NAME --scope ${TOKEN_SCOPES.join("|")} [--admin EMAIL]
npm run token -- list
npm run token -- revoke ID`;

/** Prints what it did; of a new token the secret alone on the last line, so that a script can take it with tail. */
async function main(): Promise<void> {
  const { positionals, values } = readArguments();
  const [command = "", subject] = positionals;
  const run = { create: () => create(subject, values), list, revoke: () => revoke(subject) };
  if (!isOneOf(run, command)) throw new AppError("invalid", `Say what to do:\n${USAGE}`);
  const { close } = database();
  await run[command]().finally(close);
}

function isOneOf<Choices extends object>(choices: Choices, name: PropertyKey): name is keyof Choices {
  return Object.hasOwn(choices, name);
}

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { scope: { type: "string" }, admin: { type: "string" } } });
  } catch (cause) {
    throw new AppError("invalid", `${cause instanceof Error ? cause.message : "Not understood"}\n${USAGE}`, { cause });
  }
}

async function create(name: string | undefined, { scope, admin }: { scope?: string; admin?: string }): Promise<void> {
  if (name === undefined || name.trim() === "") throw new AppError("invalid", `A token needs a name:\n${USAGE}`);
  const known = TokenScope.safeParse(scope);
  if (!known.success) throw new AppError("invalid", `--scope takes ${TOKEN_SCOPES.join(", ")}, such as --scope read`);
  const ctx = systemContext("token command");
  const account = await chooseTokenOwner(ctx, { email: admin, defaultEmail: env().ADMIN_EMAIL });
  const { token, secret } = await createToken(ctx, { name, scope: known.data, account });
  console.log(`Token ${token.id}, ${token.scope}, acts as ${account.email}. It is shown this once:`);
  console.log(secret);
}

async function list(): Promise<void> {
  for (const { id, name, scope, hint, account, lastUsedAt, revokedAt } of await listVisibleTokens(
    systemContext("token command"),
  )) {
    const state =
      revokedAt === null ? `last used ${lastUsedAt?.toISOString() ?? "never"}` : `revoked ${revokedAt.toISOString()}`;
    console.log([id, name, scope, `…${hint}`, account.email, state].join("\t"));
  }
}

async function revoke(subject: string | undefined): Promise<void> {
  const id = IntegerId.safeParse(subject);
  if (!id.success)
    throw new AppError("invalid", "revoke takes the number that list shows, such as: npm run token -- revoke 3");
  await revokeToken(systemContext("token command"), { id: id.data });
  console.log(`Token ${id.data} is revoked.`);
}

main().catch((error: unknown) => {
  if (!(error instanceof AppError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
