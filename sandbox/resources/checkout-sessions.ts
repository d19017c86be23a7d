import { invalid, notCovered } from "../core/errors";
import { newId } from "../core/ids";
import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import type { Params } from "../params/params";
import { expireSession } from "../payments/checkout-session";
import { newCheckoutSession } from "../shapes/checkout-session";
import { newSetupIntent } from "../shapes/payment";
import { render } from "../store/render";
import { enterCustomer } from "./customers";

const CREATE = [
  "allowed_payment_method_types",
  "billing_address_collection",
  "cancel_url",
  "client_reference_id",
  "currency",
  "custom_text",
  "customer",
  "customer_email",
  "expires_at",
  "locale",
  "metadata",
  "mode",
  "setup_intent_data",
  "success_url",
  "ui_mode",
];

const longestText = 1200;

/** The text beside the button that saves the card (docs.stripe.com/api/checkout/sessions/create, `custom_text`). */
function submitText(params: Params): { message: string } | null {
  const submit = params.child("custom_text")?.only("submit").child("submit")?.only("message");
  if (!submit) return null;
  const message = submit.need("message");
  if (message.length > longestText)
    throw submit.fail("message", `The text must be at most ${longestText} characters.`);
  return { message };
}

/** The rest is there "after a completed Checkout Session" (docs.stripe.com/api/checkout/sessions/object). */
const onlyEmail = (email: string | null) => ({
  address: null,
  business_name: null,
  email,
  individual_name: null,
  name: null,
  phone: null,
  tax_exempt: null,
  tax_ids: null,
});

export const checkoutRoutes = [
  route("POST /v1/checkout/sessions", CREATE, async (unit, { params }) => {
    const mode = params.need("mode");
    if (mode !== "setup") throw notCovered(`Checkout in ${mode} mode`, "mode");
    const ui = params.text("ui_mode");
    if (ui && ui !== "hosted_page") throw notCovered(`Checkout's ui_mode ${ui}`, "ui_mode");
    const success = params.need("success_url");
    for (const key of ["success_url", "cancel_url"]) {
      const url = params.text(key);
      if (url && !/^https?:\/\//.test(url)) throw invalid("Not a valid URL", key, "url_invalid");
    }
    const owner = params.text("customer");
    const customer = owner ? await enterCustomer(unit, owner) : null;
    if (!params.has("currency") && !params.has("allowed_payment_method_types")) {
      throw invalid(
        "You must specify `currency` when using dynamic payment methods in setup mode, or name the `allowed_payment_method_types`.",
        "currency",
        "parameter_missing",
      );
    }
    const kinds = params.texts("allowed_payment_method_types");
    if (kinds?.some((kind) => kind !== "card"))
      throw notCovered("payment methods other than cards", "allowed_payment_method_types");
    const setup = newSetupIntent(newId("seti"), unit.at);
    const session = newCheckoutSession(newId("cs_test", 58), unit.at);
    const settings = params.child("setup_intent_data")?.only("description", "metadata");
    session.allowed_payment_method_types = kinds ?? null;
    setup.customer = customer?.id ?? null;
    setup.description = settings?.text("description") ?? null;
    setup.metadata = settings?.metadata({}) ?? {};
    session.setup_intent = setup.id;
    session.customer = customer?.id ?? null;
    session.customer_email = params.text("customer_email") ?? null;
    session.customer_details = customer ? onlyEmail(customer.data.email) : null;
    session.billing_address_collection =
      params.oneOf("billing_address_collection", ["auto", "required"]) ?? null;
    session.client_reference_id = params.text("client_reference_id") ?? null;
    session.currency = params.text("currency")?.toLowerCase() ?? null;
    session.locale = params.text("locale") ?? null;
    session.custom_text.submit = submitText(params);
    session.metadata = params.metadata({});
    session.success_url = success.replaceAll("{CHECKOUT_SESSION_ID}", session.id);
    session.cancel_url = params.text("cancel_url")?.replaceAll("{CHECKOUT_SESSION_ID}", session.id) ?? null;
    session.expires_at = params.integer("expires_at") ?? session.expires_at;
    if (session.expires_at < unit.at + 1800 || session.expires_at > unit.at + 86_400) {
      throw params.fail("expires_at", "The timestamp must be between 30 minutes and 24 hours from now.");
    }
    session.url = `${unit.environment.publicUrl}/checkout/${session.id}`;
    const intent = await unit.create("setup_intent", setup, { session: session.id });
    await unit.emit("setup_intent.created", intent);
    return render(await unit.create("checkout.session", session, { cancelled: false }));
  }),
  route("GET /v1/checkout/sessions", [...PAGING, "customer", "status"], (unit, { params, url }) =>
    listPage(unit, "checkout.session", params, url, {
      customer: params.text("customer") ?? undefined,
      status: params.text("status") ?? undefined,
    }),
  ),
  route("GET /v1/checkout/sessions/:id", [], async (unit, { path }) =>
    render(await unit.need("checkout.session", path.id ?? "", "session")),
  ),
  route("POST /v1/checkout/sessions/:id/expire", [], async (unit, { path }) => {
    const row = await unit.need("checkout.session", path.id ?? "", "session");
    if (row.data.customer) await enterCustomer(unit, row.data.customer);
    if (row.data.status !== "open") {
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${row.data.status}\`.`,
      );
    }
    await expireSession(unit, row);
    return render(row);
  }),
];
