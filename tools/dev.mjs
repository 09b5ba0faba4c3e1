// `npm run dev`: the same house as `up`, with Next's reload in place of a build.
import { tooOldNode } from "./house/node-version.mjs";

const sentence = tooOldNode(process.versions.node);
if (sentence) {
  console.error(sentence);
  process.exit(1);
}
import("./house/up.mjs").then(({ up }) =>
  up({ kind: "dev", isDevelopment: true, defaults: { NEXT_DIST_DIR: ".next-dev" } }),
);
