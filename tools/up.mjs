// `npm run up`. Runs before node_modules exists and on any Node: the rest is loaded only where it can be read.
import { tooOldNode } from "./house/node-version.mjs";

const sentence = tooOldNode(process.versions.node);
if (sentence) {
  console.error(sentence);
  process.exit(1);
}
import("./house/up.mjs").then(({ up }) => up());
