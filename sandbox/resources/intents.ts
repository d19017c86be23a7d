import { cardError } from "../billing/collect-invoice";
import { confirmIntent } from "../billing/confirm-intent";
import { invalid, noSuch } from "../core/errors";
import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import { challengeUrl } from "../payments/challenge-url";
import { resolveMethod } from "../payments/payment-methods";
import { render } from "../store/render";
import { enterCustomer } from "./customers";

export const intentRoutes = [
  route("GET /v1/payment_intents/:id", ["client_secret"], async (unit, { path }) =>
    render(await unit.need("payment_intent", path.id ?? "", "intent")),
  ),
  route(
    "POST /v1/payment_intents/:id/confirm",
    ["payment_method", "return_url", "off_session"],
    async (unit, { path, params }) => {
      const row = await unit.need("payment_intent", path.id ?? "", "intent");
      if (row.data.customer) await enterCustomer(unit, row.data.customer);
      const named = params.text("payment_method") ?? row.data.payment_method;
      const method = named ? await resolveMethod(unit, named, "payment_method") : null;
      if (!method)
        throw invalid(
          "You cannot confirm this PaymentIntent because it's missing a payment method.",
          undefined,
          "payment_intent_unexpected_state",
        );
      const outcome = await confirmIntent(unit, row, method);
      const returnUrl = params.text("return_url");
      if (row.data.next_action && returnUrl)
        row.data.next_action = {
          redirect_to_url: { return_url: returnUrl, url: challengeUrl(unit, row.id) },
          type: "redirect_to_url",
        };
      await unit.save(row);
      if (outcome.state === "declined") throw cardError(outcome, true);
      return render(row);
    },
  ),
  route("GET /v1/charges", [...PAGING, "customer", "payment_intent"], (unit, { params, url }) =>
    listPage(unit, "charge", params, url, {
      customer: params.text("customer") ?? undefined,
      payment_intent: params.text("payment_intent") ?? undefined,
    }),
  ),
  route("GET /v1/charges/:id", [], async (unit, { path }) =>
    render(await unit.need("charge", path.id ?? "")),
  ),
  route("GET /v1/invoice_payments", [...PAGING, "invoice", "payment", "status"], (unit, { params, url }) => {
    const payment = params.child("payment")?.only("payment_intent", "type");
    if (payment) payment.oneOf("type", ["payment_intent"]);
    const intent = payment?.need("payment_intent");
    return listPage(
      unit,
      "invoice_payment",
      params,
      url,
      {
        invoice: params.text("invoice") ?? undefined,
        status: params.text("status") ?? undefined,
      },
      ({ data }) => intent === undefined || data.payment.payment_intent === intent,
    );
  }),
  route("GET /v1/invoice_payments/:id", [], async (unit, { path }) =>
    render(await unit.need("invoice_payment", path.id ?? "")),
  ),
  route("GET /v1/setup_intents/:id", ["client_secret"], async (unit, { path }) => {
    const row = await unit.find("setup_intent", path.id ?? "");
    if (!row) throw noSuch("setupintent", path.id ?? "", "intent", 404);
    return render(row);
  }),
];
