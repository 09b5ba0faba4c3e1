import "server-only";

const KEY = Symbol.for("pitboss.process-wide");

/**
 * One value for the whole process under a name. Next loads modules several times, so a module-level variable may exist
 * more than once; pool, hub, transport and wake must not.
 */
export function processWide<Value>(name: string, make: () => Value): Value {
  const home = globalThis as { [KEY]?: Map<string, unknown> };
  home[KEY] ??= new Map();
  const values = home[KEY];
  if (!values.has(name)) values.set(name, make());
  return values.get(name) as Value;
}
