// `npm ci` fails on a lock that names an optional package it does not hold, and a lock with addresses ties every clone to
// one registry. Run after each change of the dependencies.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** @returns {string[]} what is wrong with a lock file, a sentence each. */
export function faultsOf(lock) {
  const packages = Object.entries(lock.packages);
  const held = new Set(packages.map(([path]) => path.replace(/^.*node_modules\//, "")));
  return packages.flatMap(([path, { optionalDependencies = {}, resolved }]) => [
    ...Object.keys(optionalDependencies)
      .filter((name) => !held.has(name))
      .map((name) => `${name}, optional to ${path}, is missing`),
    ...(resolved === undefined ? [] : [`${path} names the address it came from`]),
  ]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const faults = faultsOf(JSON.parse(readFileSync("package-lock.json", "utf8")));
  console.log(faults.length > 0 ? faults.join("\n") : "The lock is complete.");
  process.exitCode = faults.length > 0 ? 1 : 0;
}
