/** A decimal in units of 10⁻¹², cut after 12 places: enough to draw and to add up counts. */
export function plainTicks(decimal: string): bigint {
  const [, sign, whole = "0", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const magnitude = BigInt(whole + fraction.slice(0, 12).padEnd(12, "0"));
  return sign ? -magnitude : magnitude;
}

/** The opposite: `1500000000000n` → `1.5`. */
export function plainText(ticks: bigint): string {
  const digits = (ticks < 0n ? -ticks : ticks).toString().padStart(13, "0");
  const fraction = digits.slice(-12).replace(/0+$/, "");
  return `${ticks < 0n ? "-" : ""}${digits.slice(0, -12)}${fraction && `.${fraction}`}`;
}

/** How high a bar stands beside the highest one, with one decimal; nothing below zero. */
export function heightPercent(value: string, top: string): string {
  const [v, whole] = [plainTicks(value), plainTicks(top)];
  if (v <= 0n || whole <= 0n) return "0%";
  return `${Number((v * 1_000n) / whole) / 10}%`;
}

/** Where a chart has lines: at round values, at most four above zero, none above `top`. */
export function axisValues(top: string): string[] {
  const highest = plainTicks(top);
  if (highest <= 0n) return [];
  // The largest of 1, 2, 5, 10, 20, … that fits at least twice.
  let step = 1n;
  for (let power = 1n; power * 2n <= highest; power *= 10n)
    for (const round of [1n, 2n, 5n]) if (power * round * 2n <= highest) step = power * round;
  // Whole numbers, such as people, have no halves.
  const one = plainTicks("1");
  if (highest % one === 0n && step < one) step = one;
  const values: string[] = [];
  for (let at = step; at <= highest; at += step) values.push(plainText(at));
  return values;
}
