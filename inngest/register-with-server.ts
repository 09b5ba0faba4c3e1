import "server-only";
import type { EngineChoice } from "./choose-engine";
import { SERVE_PATH } from "./handler";
import { sign } from "./sign";

/**
 * Tells an Inngest server where our functions are: the signed PUT of our own route makes the SDK register them.
 * @throws Error with the server's answer when it refuses.
 */
export async function registerWithServer(
  choice: Exclude<EngineChoice, { kind: "embedded" }>,
  { origin, handle }: { origin: string; handle: (request: Request) => Promise<Response> },
): Promise<void> {
  const request = new Request(new URL(SERVE_PATH, origin), { method: "PUT" });
  if (choice.kind === "server") request.headers.set("x-inngest-signature", sign("", choice.signingKey, new Date()));
  const response = await handle(request);
  if (!response.ok) throw new Error(`The Inngest server did not take the registration: ${await response.text()}`);
}
