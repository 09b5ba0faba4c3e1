/** Runs once when the server starts: the background work begins. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { startEngine } = await import("@/inngest/start");
  startEngine();
}
