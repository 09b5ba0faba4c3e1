import type { Instrumentation } from "next";

/** Runs once when the server starts: the background work begins. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { maskConsoleErrors } = await import("@/lib/server/mask-console");
  maskConsoleErrors();
  const { startEngine } = await import("@/inngest/start");
  startEngine();
}

/** What a page threw; routes keep their own. */
export const onRequestError: Instrumentation.onRequestError = async (error, { method, path }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { keepPageFault } = await import("@/lib/server/http/keep-page-fault");
  await keepPageFault(error, { method, path });
};
