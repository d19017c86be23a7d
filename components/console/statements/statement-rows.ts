import type { Statement, StatementLine } from "@/lib/features/billing/statements/read-statements";

export type LineStanding = "carried" | "differs" | "missing" | "waiting" | "nothing";

/** Where a line stands: on an invoice as stated or otherwise, not on the invoice that is linked, or on none yet. */
export function standingOf({ line, invoiced }: StatementLine, { invoices }: Statement): LineStanding {
  if (invoiced) return invoiced.amountMinor === line.amountMinor ? "carried" : "differs";
  // Lines of nothing say what is included; whoever makes the invoice may leave them out.
  if (line.amountMinor === "0") return "nothing";
  return invoices.length > 0 ? "missing" : "waiting";
}

/** Where the whole statement stands. */
export function stateOfStatement(statement: Statement): "open" | "done" | "part" | "differs" {
  const standings = statement.lines.map((line) => standingOf(line, statement));
  if (standings.includes("differs")) return "differs";
  if (!standings.includes("missing") && !standings.includes("waiting")) return "done";
  return standings.includes("carried") ? "part" : "open";
}
