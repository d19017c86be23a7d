/** One measured number. `aim` says in words what it should be; nothing fails if it is not. */
export type Figure = { name: string; value: number; unit: string; aim?: string };

/** `short`: just enough rounds to see that it works; its numbers mean nothing. */
export type BenchOptions = { short: boolean };

/** A named bench. It throws if what it measures gives a wrong answer. */
export type Bench = { name: string; run: (options: BenchOptions) => Figure[] | Promise<Figure[]> };

const plain = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** The figures for people, one a line. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, aim }) => [
    name,
    plain.format(value),
    unit,
    aim ? `aim: ${aim}` : "",
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [first = 0, second = 0, third = 0] = widths;
  return rows
    .map(([name = "", value = "", unit = "", aim = ""]) =>
      `  ${name.padEnd(first)}  ${value.padStart(second)} ${unit.padEnd(third)}  ${aim}`.trimEnd(),
    )
    .join("\n");
}
