import { invalid, missing } from "../core/errors";
import { newId } from "../core/ids";
import type { JsonObject } from "../core/json";
import { CURSORS, listPage } from "../http/list-page";
import { route } from "../http/route";
import type { Params } from "../params/params";
import { newPortalConfiguration, newPortalSession, type PortalConfiguration } from "../shapes/portal";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";
import { enterCustomer } from "./customers";

const CONFIGURATION = ["business_profile", "default_return_url", "features", "metadata", "name"];

function writeConfiguration(data: PortalConfiguration, params: Params): void {
  const profile = params
    .child("business_profile")
    ?.only("headline", "privacy_policy_url", "terms_of_service_url");
  for (const field of ["headline", "privacy_policy_url", "terms_of_service_url"] as const) {
    const value = profile?.text(field);
    if (value !== undefined) data.business_profile[field] = value;
  }
  const back = params.text("default_return_url");
  if (back !== undefined) data.default_return_url = back;
  const name = params.text("name");
  if (name !== undefined) data.name = name;
  data.metadata = params.metadata(data.metadata);
  const features = params
    .child("features")
    ?.only(
      "customer_update",
      "invoice_history",
      "payment_method_update",
      "subscription_cancel",
      "subscription_update",
    );
  if (features) writeFeatures(data, features);
}

function writeFeatures({ features: data }: PortalConfiguration, features: Params): void {
  const update = features.child("customer_update")?.only("allowed_updates", "enabled");
  if (update) {
    data.customer_update.enabled = update.flag("enabled") ?? data.customer_update.enabled;
    data.customer_update.allowed_updates =
      update.texts("allowed_updates") ?? data.customer_update.allowed_updates;
  }
  const history = features.child("invoice_history")?.only("enabled");
  data.invoice_history.enabled = history?.flag("enabled") ?? data.invoice_history.enabled;
  const methods = features.child("payment_method_update")?.only("enabled");
  data.payment_method_update.enabled = methods?.flag("enabled") ?? data.payment_method_update.enabled;
  const cancel = features
    .child("subscription_cancel")
    ?.only("enabled", "mode", "proration_behavior", "cancellation_reason");
  if (cancel) {
    data.subscription_cancel.enabled = cancel.flag("enabled") ?? data.subscription_cancel.enabled;
    data.subscription_cancel.mode =
      cancel.oneOf("mode", ["at_period_end", "immediately"]) ?? data.subscription_cancel.mode;
    const reason = cancel.child("cancellation_reason")?.only("enabled", "options");
    data.subscription_cancel.cancellation_reason.enabled = reason?.flag("enabled") ?? false;
    data.subscription_cancel.cancellation_reason.options = reason?.texts("options") ?? [];
  }
  const switching = features
    .child("subscription_update")
    ?.only("enabled", "default_allowed_updates", "products", "proration_behavior");
  if (switching?.flag("enabled"))
    throw switching.fail("enabled", "The sandbox's portal does not switch plans.", "sandbox_not_covered");
}

async function defaultConfiguration(unit: Unit): Promise<Row<"billing_portal.configuration">> {
  const known = await unit.all("billing_portal.configuration");
  const found = known.find(({ data }) => data.is_default && data.active);
  if (found) return found;
  throw invalid(
    "No configuration provided and your test mode default configuration has not been created. Provide a configuration or create your default by saving your customer portal settings.",
  );
}

const FLOWS = [
  "customer_update",
  "payment_method_update",
  "subscription_cancel",
  "subscription_update",
  "subscription_update_confirm",
] as const;

function readFlow(params: Params): JsonObject | null {
  const sent = params
    .child("flow_data")
    ?.only(
      "type",
      "after_completion",
      "subscription_cancel",
      "subscription_update",
      "subscription_update_confirm",
    );
  if (!sent) return null;
  const type = sent.oneOf("type", FLOWS);
  if (!type) throw missing("flow_data[type]");
  const after = sent.child("after_completion")?.only("type", "redirect", "hosted_confirmation");
  const redirect = after?.child("redirect")?.only("return_url").need("return_url");
  const detail = (key: (typeof FLOWS)[number]) => sent.child(key)?.text("subscription") ?? null;
  const cancels = detail("subscription_cancel");
  const updates = detail("subscription_update");
  return {
    after_completion: {
      hosted_confirmation:
        after?.text("type") === "hosted_confirmation"
          ? { custom_message: after.child("hosted_confirmation")?.text("custom_message") ?? null }
          : null,
      redirect: redirect ? { return_url: redirect } : null,
      type: after?.oneOf("type", ["hosted_confirmation", "portal_homepage", "redirect"]) ?? "portal_homepage",
    },
    customer_update: null,
    subscription_cancel: cancels ? { retention: null, subscription: cancels } : null,
    subscription_pause: null,
    subscription_update: updates ? { subscription: updates } : null,
    subscription_update_confirm: null,
    type,
  };
}

export const portalRoutes = [
  route("POST /v1/billing_portal/configurations", CONFIGURATION, async (unit, { params }) => {
    if (!params.has("features")) throw missing("features");
    const data = newPortalConfiguration(newId("bpc"), unit.at);
    writeConfiguration(data, params);
    data.is_default = (await unit.all("billing_portal.configuration")).length === 0;
    const row = await unit.create("billing_portal.configuration", data, {});
    await unit.emit("billing_portal.configuration.created", row);
    return render(row);
  }),
  route(
    "GET /v1/billing_portal/configurations",
    [...CURSORS, "active", "is_default"],
    (unit, { params, url }) => {
      const active = params.flag("active");
      const isDefault = params.flag("is_default");
      return listPage(
        unit,
        "billing_portal.configuration",
        params,
        url,
        {},
        ({ data }) =>
          (active === undefined || data.active === active) &&
          (isDefault === undefined || data.is_default === isDefault),
      );
    },
  ),
  route("GET /v1/billing_portal/configurations/:id", [], async (unit, { path }) =>
    render(await unit.need("billing_portal.configuration", path.id ?? "")),
  ),
  route(
    "POST /v1/billing_portal/configurations/:id",
    [...CONFIGURATION, "active"],
    async (unit, { path, params }) => {
      const row = await unit.need("billing_portal.configuration", path.id ?? "");
      const before = render(row);
      writeConfiguration(row.data, params);
      row.data.active = params.flag("active") ?? row.data.active;
      row.data.updated = unit.at;
      await saveAndEmit(unit, "billing_portal.configuration.updated", row, before);
      return render(row);
    },
  ),
  route(
    "POST /v1/billing_portal/sessions",
    ["configuration", "customer", "flow_data", "locale", "return_url"],
    async (unit, { params }) => {
      const customer = await enterCustomer(unit, params.need("customer"));
      const named = params.text("configuration");
      const configuration = named
        ? await unit.need("billing_portal.configuration", named, "configuration")
        : await defaultConfiguration(unit);
      const data = newPortalSession(newId("bps"), unit.at, customer.id, configuration.id);
      data.flow = readFlow(params);
      data.locale = params.text("locale") ?? null;
      data.return_url = params.text("return_url") ?? configuration.data.default_return_url;
      data.url = `${unit.environment.publicUrl}/portal/${data.id}`;
      const row = await unit.create("billing_portal.session", data, {});
      await unit.emit("billing_portal.session.created", row);
      return render(row);
    },
  ),
];
