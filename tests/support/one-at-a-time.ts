import { twoAtOnce } from "@/lib/db/lease";

/** Fails the test file in which a transaction asks two things at once. */
export function refuseTwoAtOnce(warning: Error): void {
  if (warning.message === twoAtOnce) throw warning;
}

// Files of a worker share its process: the one that the file before has put there goes.
const kept = globalThis as typeof globalThis & { testRefusal?: typeof refuseTwoAtOnce };
if (kept.testRefusal) process.off("warning", kept.testRefusal);
kept.testRefusal = refuseTwoAtOnce;
process.on("warning", refuseTwoAtOnce);
