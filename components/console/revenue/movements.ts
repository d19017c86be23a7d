import type { MonthReport } from "@/lib/domain/revenue/month-report";

/** What moves MRR, in the order of the columns, with the sign with which it does. */
export const movements = [
  { key: "new", signedMinor: ({ newMinor }) => newMinor },
  { key: "returned", signedMinor: ({ returnedMinor }) => returnedMinor },
  { key: "expanded", signedMinor: ({ expandedMinor }) => expandedMinor },
  { key: "contracted", signedMinor: ({ contractedMinor }) => -contractedMinor },
  { key: "churned", signedMinor: ({ churnedMinor }) => -churnedMinor },
] as const satisfies readonly { key: string; signedMinor: (report: MonthReport) => bigint }[];

/** The months since the first revenue, and at least so many. Earlier months are one sentence. */
export function earningMonths(months: readonly MonthReport[], least: number): readonly MonthReport[] {
  const first = months.findIndex(hasMoney);
  return months.slice(Math.max(0, Math.min(first < 0 ? months.length : first, months.length - least)));
}

const hasMoney = (report: MonthReport) =>
  report.mrrMinor !== 0n ||
  report.tenants > 0 ||
  movements.some(({ signedMinor }) => signedMinor(report) !== 0n);
