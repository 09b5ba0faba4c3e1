// Preload of every child: when the process that started it is gone, its channel closes and it ends itself, so nothing
// outlives `up`. Its own workers inherit the preload, and are left to it.
const GRACE_MS = 8_000;

if (process.channel && !process.env.PITBOSS_TIED) {
  process.env.PITBOSS_TIED = String(process.pid);
  process.channel.unref();
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    // Nobody is left to insist.
    setTimeout(() => process.exit(1), GRACE_MS).unref();
  });
}
