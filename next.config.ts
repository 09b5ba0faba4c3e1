import type { NextConfig } from "next";

const config: NextConfig = {
  // `npm test` builds into .next-test so that it never disturbs a running console.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  typedRoutes: true,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  reactStrictMode: true,
  // `forbidden()` in lib/server/session.ts: a page of a wrong role answers 403 with app/forbidden.tsx.
  experimental: { authInterrupts: true },
  // `npm test` and `npm run check` check types themselves, once, with the same compiler.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pg", "pino", "nodemailer", "ws", "@electric-sql/pglite"],
};

export default config;
