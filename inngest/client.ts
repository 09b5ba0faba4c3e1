import "server-only";
import { Inngest } from "inngest";
import { env } from "@/lib/server/env";
import { houseLog } from "@/lib/server/system-context";
import { chooseEngine, type EngineChoice } from "./choose-engine";
import { transport } from "./transport";

/** Never resolved: the embedded executor answers in this process. */
const EMBEDDED_BASE_URL = "http://inngest.embedded";

function optionsFor(choice: EngineChoice) {
  switch (choice.kind) {
    case "embedded": {
      const { eventKey, signingKey } = transport();
      return { isDev: false, baseUrl: EMBEDDED_BASE_URL, eventKey, signingKey };
    }
    case "development-server":
      return { isDev: true, baseUrl: choice.baseUrl };
    case "server":
      return { isDev: false, baseUrl: choice.baseUrl, eventKey: choice.eventKey, signingKey: choice.signingKey };
  }
}

/**
 * A client of the engine that `choice` names. `isDev` is never on for the embedded one: the public route would then run
 * functions for anyone. Checkpointing is off because older servers re-ran functions without steps under it.
 */
export function createClient(choice: EngineChoice, id = "pitboss"): Inngest {
  return new Inngest({
    ...optionsFor(choice),
    id,
    checkpointing: false,
    logger: houseLog(),
    internalLogger: sdkLog(),
    fetch: (...request) => transport().fetch(...request),
  });
}

/** The SDK's own lines. Anyone can send the route unsigned requests: each is a line, not an error with its stack. */
function sdkLog() {
  const log = houseLog().child({ part: "inngest" });
  const error = (...[facts, message]: unknown[]) => {
    if (message !== "Signature validation failed") log.error({ facts }, String(message));
    else
      log.warn({ method: Object(facts).method, reason: Object(facts).err?.message }, "an unsigned request was refused");
  };
  return {
    debug: (...[facts, message]: unknown[]) => log.debug({ facts }, String(message)),
    info: (...[facts, message]: unknown[]) => log.info({ facts }, String(message)),
    warn: (...[facts, message]: unknown[]) => log.warn({ facts }, String(message)),
    error,
  };
}

/** What functions are made with and the relay sends through. */
export const inngest = createClient(chooseEngine(env()));
