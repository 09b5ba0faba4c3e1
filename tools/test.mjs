// `npm test`: everything that must pass, on a machine where it never ran.
import { tooOldNode } from "./house/node-version.mjs";

const sentence = tooOldNode(process.versions.node);
if (sentence) {
  console.error(sentence);
  process.exit(1);
}
import("./house/test-all.mjs").then(({ testAll }) => testAll());
