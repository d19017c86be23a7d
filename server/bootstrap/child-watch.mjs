// Loaded into each process before its own code. The process ends when the one that started it is gone, even
// if that one was killed (kill -9). On Windows this is the only way in which a stop arrives.
const GRACE_MS = 8_000;

if (process.channel) {
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    // With its own handler the process ends in order; without one it ends at once.
    if (!process.emit("SIGTERM", "SIGTERM")) process.exit(0);
  });
  // Listening must not keep an idle process alive.
  process.channel.unref();
}
