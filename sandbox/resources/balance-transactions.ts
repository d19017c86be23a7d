import { moveBalance } from "../billing/move-balance";
import { invalid } from "../core/errors";
import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import type { Unit } from "../store/unit";
import { enterCustomer } from "./customers";

async function needTransaction(
  unit: Unit,
  customer: string,
  id: string,
): Promise<Row<"customer_balance_transaction">> {
  const row = await unit.need("customer_balance_transaction", id, "transaction");
  if (row.data.customer !== customer)
    throw invalid(`No such customer balance transaction: '${id}'`, "transaction", "resource_missing");
  return row;
}

/** The ledger of a customer's balance (docs.stripe.com/api/customer_balance_transactions). */
export const balanceTransactionRoutes = [
  route(
    "POST /v1/customers/:id/balance_transactions",
    ["amount", "currency", "description", "metadata"],
    async (unit, { path, params }) => {
      const customer = await enterCustomer(unit, path.id ?? "", "id");
      const amount = params.needInteger("amount");
      const currency = params.need("currency").toLowerCase();
      if (customer.data.currency !== null && customer.data.currency !== currency)
        throw invalid(
          `The currency of the balance must be the customer's currency, ${customer.data.currency}.`,
          "currency",
        );
      customer.data.currency = currency;
      const row = await moveBalance(unit, customer, {
        type: "adjustment",
        amount,
        currency,
        description: params.text("description"),
        metadata: params.metadata({}),
      });
      return render(row);
    },
  ),
  route("GET /v1/customers/:id/balance_transactions", [...PAGING, "invoice"], async (unit, call) => {
    await unit.need("customer", call.path.id ?? "");
    return listPage(unit, "customer_balance_transaction", call.params, call.url, {
      customer: call.path.id,
      invoice: call.params.text("invoice") ?? undefined,
    });
  }),
  route("GET /v1/customers/:id/balance_transactions/:transaction", [], async (unit, { path }) =>
    render(await needTransaction(unit, path.id ?? "", path.transaction ?? "")),
  ),
  route(
    "POST /v1/customers/:id/balance_transactions/:transaction",
    ["description", "metadata"],
    async (unit, { path, params }) => {
      const row = await needTransaction(unit, path.id ?? "", path.transaction ?? "");
      const description = params.text("description");
      if (description !== undefined) row.data.description = description;
      row.data.metadata = params.metadata(row.data.metadata);
      await unit.save(row);
      return render(row);
    },
  ),
];
