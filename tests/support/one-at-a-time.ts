import { twoAtOnce } from "@/lib/db/lease";

/** Fails the test file in which a transaction asks two things at once. */
export function refuseTwoAtOnce(warning: Error): void {
  if (warning.message === twoAtOnce) throw warning;
}

process.on("warning", refuseTwoAtOnce);
