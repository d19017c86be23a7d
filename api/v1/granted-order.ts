import { type RefusalCode, Refused, type Result } from "@/lib/domain/errors";
import { publicUrl } from "@/lib/env";
import type { ApiContext } from "../environment";

/** The page of Choba on which the payer puts right what an order was refused for. */
const pages: Partial<Record<RefusalCode, string>> = {
  payment_account_missing: "billing",
  payment_due: "invoices",
  renewal_stopped: "billing",
  change_pending: "billing",
};

/** The value of a result about an order. A refusal that the payer can mend says where (`resolve_url`). */
export function grantedOrder<T>(c: ApiContext, result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, ...details } = result.refusal;
  const page = pages[code];
  if (!page) throw new Refused(code, details);
  const resolveUrl = `${publicUrl()}/t/${c.get("tenantId")}/${page}`;
  throw new Refused(code, { ...details, params: { ...details.params, resolveUrl } });
}
