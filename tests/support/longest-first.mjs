import { BaseSequencer } from "vitest/node";

/** Those that take longest: processes and benches, then stories and laws, then all else. */
const ranks = [
  /\/tests\/(metering|bench)\//,
  /\/tests\/(scenarios|simulator|pricing|stripe-contract)\/|\/lib\/db\//,
  /\/tests\//,
  /\/(sandbox|api)\//,
  /./,
];
const rank = ({ moduleId }) => ranks.findIndex((each) => each.test(moduleId));

/** Begins with what takes longest: a long file that begins last is waited for alone. */
export class LongestFirst extends BaseSequencer {
  /** @param {import("vitest/node").TestSpecification[]} files */
  async sort(files) {
    // Within a rank the order stays that Vitest has found out by itself.
    return [...(await super.sort(files))].sort((one, other) => rank(one) - rank(other));
  }
}
