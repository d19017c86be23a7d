import type { MonthReport } from "@/lib/domain/revenue/report";

/** What moves MRR, in the order of the columns, with the sign with which it does. */
export const movements = [
  { key: "new", signedMinor: ({ newMinor }) => newMinor },
  { key: "returned", signedMinor: ({ returnedMinor }) => returnedMinor },
  { key: "expanded", signedMinor: ({ expandedMinor }) => expandedMinor },
  { key: "contracted", signedMinor: ({ contractedMinor }) => -contractedMinor },
  { key: "churned", signedMinor: ({ churnedMinor }) => -churnedMinor },
] as const satisfies readonly { key: string; signedMinor: (report: MonthReport) => bigint }[];
