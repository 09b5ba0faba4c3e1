import { existsSync, readdirSync } from "node:fs";

const FOLDERS = ["app", "components", "lib", "db", "inngest", "simulator", "tools", "bench", "e2e"];

/** Every TypeScript, JavaScript and CSS file of ours below the top folders, as `lib/kernel/time.ts`. */
export function sourceFiles(): string[] {
  return FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((path) => `${folder}/${path}`)
      .filter((path) => /\.(ts|tsx|mjs|css)$/.test(path)),
  );
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}
