/**
 * Ends the process in order on SIGINT and SIGTERM, and also when its parent has gone, because the shell
 * between npm and this process does not pass signals on.
 */
export function exitWithParent(stop: () => Promise<void>): void {
  // A log line never ends a process: whoever reads it may have gone, or have no room left.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    const giveUp = setTimeout(() => process.exit(1), 8_000);
    giveUp.unref();
    stop().then(
      () => process.exit(0),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), 500).unref();
}
