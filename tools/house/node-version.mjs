// Read by any Node, however old: keep to the syntax of 2018.
const WANTED = [20, 19];

/** @returns {string | undefined} a sentence when this Node is too old. */
export function tooOldNode(version) {
  const parts = version.split(".").map(Number);
  const isOld = parts[0] < WANTED[0] || (parts[0] === WANTED[0] && parts[1] < WANTED[1]);
  if (!isOld) return undefined;
  return (
    "Pitboss needs Node " +
    WANTED.join(".") +
    " or newer; this is " +
    version +
    ". See https://nodejs.org for a newer one."
  );
}
