import type { Sql } from "postgres";
import { StripeError } from "../core/errors";
import { newId } from "../core/ids";
import { KeptFailure, mutate, read } from "../store/transaction";
import type { Environment, Unit } from "../store/unit";
import { accountOperations } from "./account";
import { byHandOperations } from "./by-hand";
import { checkoutOperations } from "./checkout";
import { dashboardCouponOperations } from "./dashboard-coupons";
import { dashboardInvoiceOperations } from "./dashboard-invoices";
import { failureOperations } from "./failures";
import { invoiceOperations } from "./invoice";
import { portalOperations } from "./portal";

/** Runs one operation of a page as one transaction. A `StripeError` is passed on to the caller. */
export interface PageWork {
  change<T>(work: (unit: Unit) => Promise<T>): Promise<T>;
  read<T>(work: (unit: Unit) => Promise<T>): Promise<T>;
}

interface OperationsContext {
  sql: Sql;
  environment: Environment;
  committed(): void;
}

/** Everything that the hosted pages can do. Each call is one transaction and emits its events. */
export function createOperations(context: OperationsContext) {
  const request = () => ({ id: newId("req", 14), idempotencyKey: null, method: "POST", path: "/hosted" });
  const work: PageWork = {
    async change(doing) {
      try {
        return await mutate(context.sql, context.environment, request(), async (unit) => {
          try {
            return await doing(unit);
          } catch (error) {
            if (error instanceof StripeError && error.keep) throw new KeptFailure(error);
            throw error;
          }
        });
      } finally {
        context.committed();
      }
    },
    read: (doing) => read(context.sql, context.environment, request(), doing),
  };
  return {
    ...checkoutOperations(work),
    ...invoiceOperations(work),
    ...portalOperations(work),
    ...accountOperations(work),
    ...dashboardInvoiceOperations(work),
    ...dashboardCouponOperations(work),
    ...byHandOperations(work),
    ...failureOperations(context.environment.failures),
  };
}

export type Operations = ReturnType<typeof createOperations>;
