/** Does something `times` times over. Its answer, never negative, keeps the work from being optimised away. */
export type Work = (times: number) => bigint | number;

/**
 * Processor time so far in seconds, of all threads of this process: collecting garbage counts, other programs on the
 * machine do not.
 */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Processor seconds of the work, one millionth at least, since no system tells less. */
function secondsFor(work: Work, times: number): number {
  const before = processorSeconds();
  const answer = work(times);
  const after = processorSeconds();
  if (answer < 0) throw new Error("A bench gave an answer below zero.");
  return Math.max(after - before, 1e-6);
}

/** How often the work is done in about `target` seconds; warms it up on the way. */
function timesFor(work: Work, target: number): number {
  let times = 1;
  for (;;) {
    const seconds = secondsFor(work, times);
    if (seconds >= target / 2) return Math.max(1, Math.round((times * target) / seconds));
    times *= 2;
  }
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = sorted.length % 2 ? [sorted[middle], sorted[middle]] : sorted.slice(middle - 1);
  return (low + high) / 2;
};

/** How long to measure: that many rounds of about that many seconds, for each work. */
export type Effort = { rounds: number; seconds: number };

/**
 * The median processor seconds of doing each work once. The works take turns, round by round, so that whatever slows
 * the machine slows all of them and their ratios hold.
 */
export function secondsEach(works: readonly Work[], { rounds, seconds }: Effort): number[] {
  const times = works.map((work) => timesFor(work, seconds));
  const measured = works.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    works.forEach((work, index) => {
      const count = times[index] ?? 1;
      measured[index]?.push(secondsFor(work, count) / count);
    });
  }
  return measured.map(median);
}

/** `b` of `seconds ≈ a × size^b`, by least squares on the logarithms: 1 is linear, 2 quadratic. */
export function exponent(sizes: readonly number[], seconds: readonly number[]): number {
  const x = sizes.map(Math.log);
  const y = seconds.map(Math.log);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const over = x.reduce((sum, value, index) => sum + (value - meanX) * ((y[index] ?? 0) - meanY), 0);
  return over / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
}
