import { isKind, type Kind, type Row } from "./kinds";

const INCOMPLETE_LIFETIME_S = 23 * 3600;

/** The next instant at which this object changes by time alone; null when nothing is due. */
export function dueAt(row: Row<Kind>): number | null {
  const instants = dueInstants(row).filter((instant): instant is number => instant !== null);
  return instants.length > 0 ? Math.min(...instants) : null;
}

function dueInstants(row: Row<Kind>): (number | null)[] {
  if (isKind(row, "subscription")) {
    const { data } = row;
    if (data.status === "canceled" || data.status === "incomplete_expired") return [];
    if (data.status === "incomplete") return [data.created + INCOMPLETE_LIFETIME_S];
    return [
      ...data.items.data.map((item) => item.current_period_end),
      data.cancel_at,
      data.pending_update?.expires_at ?? null,
    ];
  }
  if (isKind(row, "invoice")) {
    const { data } = row;
    if (data.status === "draft") return data.auto_advance ? [data.automatically_finalizes_at] : [];
    if (data.status === "open") {
      const isSent = data.collection_method === "send_invoice";
      const dueDate = isSent && !row.hidden.isOverdue ? data.due_date : null;
      return data.auto_advance ? [data.next_payment_attempt, dueDate] : [dueDate];
    }
    return [];
  }
  if (isKind(row, "subscription_schedule")) {
    return row.data.status === "active" ? [row.data.current_phase?.end_date ?? null] : [];
  }
  if (isKind(row, "discount")) return row.hidden.isGone ? [] : [row.data.end];
  if (isKind(row, "checkout.session")) return row.data.status === "open" ? [row.data.expires_at] : [];
  return [];
}
