import { isKind, type Kind, type Row } from "./kinds";

const INCOMPLETE_LIFETIME_S = 23 * 3600;
export const TRIAL_NOTICE_S = 3 * 86_400;

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
      data.pause_collection?.resumes_at ?? null,
      trialNotice(row),
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
  if (isKind(row, "discount")) return row.hidden.isGone ? [] : [row.data.end];
  if (isKind(row, "checkout.session")) return row.data.status === "open" ? [row.data.expires_at] : [];
  return [];
}

/** When the end of a trial is announced: three days before (docs.stripe.com/billing/subscriptions/trials). */
function trialNotice({ data, hidden }: Row<"subscription">): number | null {
  if (data.status !== "trialing" || data.trial_end === null) return null;
  return hidden.announcedTrialEnd === data.trial_end ? null : data.trial_end - TRIAL_NOTICE_S;
}
