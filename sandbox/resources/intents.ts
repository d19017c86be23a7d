import { cardError } from "../billing/collect-invoice";
import { confirmIntent } from "../billing/confirm-intent";
import { invalid, noSuch } from "../core/errors";
import { newId } from "../core/ids";
import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import { cancelIntent } from "../payments/cancel-intent";
import { challengeUrl } from "../payments/challenge-url";
import { confirmSetup } from "../payments/confirm-setup";
import { resolveMethod } from "../payments/payment-methods";
import { newSetupIntent } from "../shapes/payment";
import { render } from "../store/render";
import { enterCustomer } from "./customers";

export const intentRoutes = [
  route("GET /v1/payment_intents", [...PAGING, "customer"], (unit, { params, url }) =>
    listPage(unit, "payment_intent", params, url, { customer: params.text("customer") ?? undefined }),
  ),
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
  route("POST /v1/payment_intents/:id/cancel", ["cancellation_reason"], async (unit, { path, params }) => {
    const row = await unit.need("payment_intent", path.id ?? "", "intent");
    if (row.hidden.invoice)
      throw invalid(
        "You cannot cancel this PaymentIntent because it belongs to an invoice; void the invoice instead.",
        undefined,
        "payment_intent_unexpected_state",
      );
    await cancelIntent(unit, row, params.text("cancellation_reason") ?? "requested_by_customer");
    return render(row);
  }),
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
  route(
    "POST /v1/setup_intents",
    [
      "automatic_payment_methods",
      "confirm",
      "customer",
      "description",
      "metadata",
      "payment_method",
      "allowed_payment_method_types",
      "return_url",
      "usage",
    ],
    async (unit, { params }) => {
      const owner = params.text("customer");
      const customer = owner ? await enterCustomer(unit, owner) : null;
      const data = newSetupIntent(newId("seti"), unit.at);
      data.customer = customer?.id ?? null;
      data.description = params.text("description") ?? null;
      data.metadata = params.metadata({});
      data.usage = params.oneOf("usage", ["off_session", "on_session"]) ?? "off_session";
      const row = await unit.create("setup_intent", data, { session: null });
      await unit.emit("setup_intent.created", row);
      const named = params.text("payment_method");
      const method = named ? await resolveMethod(unit, named, "payment_method") : null;
      if (method) {
        data.payment_method = method.id;
        data.status = "requires_confirmation";
        await unit.save(row);
      }
      if (params.flag("confirm")) {
        if (!method)
          throw invalid(
            "You cannot confirm this SetupIntent because it's missing a payment method.",
            undefined,
            "setup_intent_unexpected_state",
          );
        const outcome = await confirmSetup(unit, row, method, false);
        if (outcome.state === "declined") throw cardError(outcome, true);
      }
      return render(row);
    },
  ),
  route("GET /v1/setup_intents", [...PAGING, "customer", "payment_method"], (unit, { params, url }) =>
    listPage(unit, "setup_intent", params, url, {
      customer: params.text("customer") ?? undefined,
      payment_method: params.text("payment_method") ?? undefined,
    }),
  ),
  route("GET /v1/setup_intents/:id", ["client_secret"], async (unit, { path }) => {
    const row = await unit.find("setup_intent", path.id ?? "");
    if (!row) throw noSuch("setupintent", path.id ?? "", "intent", 404);
    return render(row);
  }),
  route(
    "POST /v1/setup_intents/:id/confirm",
    ["payment_method", "return_url"],
    async (unit, { path, params }) => {
      const row = await unit.need("setup_intent", path.id ?? "", "intent");
      if (row.data.customer) await enterCustomer(unit, row.data.customer);
      const named = params.text("payment_method") ?? row.data.payment_method;
      const method = named ? await resolveMethod(unit, named, "payment_method") : null;
      if (!method)
        throw invalid(
          "You cannot confirm this SetupIntent because it's missing a payment method.",
          undefined,
          "setup_intent_unexpected_state",
        );
      const outcome = await confirmSetup(unit, row, method, false);
      if (outcome.state === "declined") throw cardError(outcome, true);
      return render(row);
    },
  ),
  route("POST /v1/setup_intents/:id/cancel", ["cancellation_reason"], async (unit, { path, params }) => {
    const row = await unit.need("setup_intent", path.id ?? "", "intent");
    if (row.data.status === "succeeded" || row.data.status === "canceled") {
      throw invalid(
        `You cannot cancel this SetupIntent because it has a status of ${row.data.status}.`,
        undefined,
        "setup_intent_unexpected_state",
      );
    }
    row.data.status = "canceled";
    row.data.cancellation_reason = params.text("cancellation_reason") ?? null;
    row.data.next_action = null;
    await unit.save(row);
    await unit.emit("setup_intent.canceled", row);
    return render(row);
  }),
];
