/** The four variables that name an Inngest server. */
export interface EngineVariables {
  INNGEST_DEV?: string;
  INNGEST_EVENT_KEY?: string;
  INNGEST_SIGNING_KEY?: string;
  INNGEST_BASE_URL?: string;
}

/** `baseUrl` is absent for Inngest's cloud and for a development server at its usual address. */
export type EngineChoice =
  | { kind: "embedded" }
  | { kind: "development-server"; baseUrl?: string }
  | { kind: "server"; eventKey: string; signingKey: string; baseUrl?: string };

/**
 * Which engine runs the background work.
 * @throws Error for a partial set, naming what is missing or too much: half a set would silently run the wrong engine.
 */
export function chooseEngine(variables: EngineVariables): EngineChoice {
  const {
    INNGEST_DEV: dev,
    INNGEST_EVENT_KEY: eventKey,
    INNGEST_SIGNING_KEY: signingKey,
    INNGEST_BASE_URL: baseUrl,
  } = variables;
  const keys = { INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey };
  if (isOn(dev)) {
    const others = namesOf({ ...keys, INNGEST_BASE_URL: baseUrl }, (value) => value !== undefined);
    if (others.length > 0) throw refusal(`INNGEST_DEV stands alone: remove ${others.join(" and ")}, or INNGEST_DEV.`);
    return { kind: "development-server", baseUrl: dev?.startsWith("http") ? dev : undefined };
  }
  if (eventKey !== undefined && signingKey !== undefined) return { kind: "server", eventKey, signingKey, baseUrl };
  const given = namesOf({ ...keys, INNGEST_BASE_URL: baseUrl }, (value) => value !== undefined);
  if (given.length === 0) return { kind: "embedded" };
  const missing = namesOf(keys, (value) => value === undefined);
  throw refusal(`${given.join(" and ")} is set, ${missing.join(" and ")} is missing. Set both keys, or none of these.`);
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== "0" && value !== "false";
}

function namesOf(
  variables: Record<string, string | undefined>,
  matches: (value: string | undefined) => boolean,
): string[] {
  return Object.keys(variables).filter((name) => matches(variables[name]));
}

function refusal(reason: string): Error {
  return new Error(`The variables of the Inngest server are incomplete. ${reason}`);
}
