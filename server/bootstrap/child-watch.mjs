// Loaded into each process before its own code: it ends when the one that started it is gone,
// also when that one had no time to say so (kill -9). On Windows it is how a stop arrives at all.
const GRACE_MS = 8_000;

if (process.channel) {
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    // With a handler of its own the process takes its leave; without one it ends at once.
    if (!process.emit("SIGTERM", "SIGTERM")) process.exit(0);
  });
  // Listening must not keep a process alive that has nothing else to do.
  process.channel.unref();
}
