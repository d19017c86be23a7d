import { invalid } from "../core/errors";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { declineError, type Outcome } from "./attempt-charge";
import { challengeUrl } from "./challenge-url";
import { attachMethod } from "./payment-methods";

/** Sets a card up for later charges: attaches it, or first asks for authentication. */
export async function confirmSetup(
  unit: Unit,
  setup: Row<"setup_intent">,
  method: Row<"payment_method">,
  challengePassed: boolean,
): Promise<Outcome> {
  if (setup.data.status === "succeeded" || setup.data.status === "canceled") {
    throw invalid(
      `You cannot confirm this SetupIntent because it has a status of ${setup.data.status}.`,
      undefined,
      "setup_intent_unexpected_state",
    );
  }
  const { behavior } = method.hidden;
  if (behavior === "declined_at_once") return failSetup(unit, setup, method, method.hidden.declineCode);
  setup.data.payment_method = method.id;
  const isChallenged = behavior === "authenticates_unless_set_up" || behavior === "always_authenticates";
  const isForced =
    !challengePassed && unit.environment.failures.strike("three_d_secure", unit.request) !== null;
  if (!challengePassed && (isChallenged || isForced)) {
    setup.data.status = "requires_action";
    setup.data.next_action = {
      redirect_to_url: { return_url: null, url: challengeUrl(unit, setup.id) },
      type: "redirect_to_url",
    };
    await unit.save(setup);
    await unit.emit("setup_intent.requires_action", setup);
    return { state: "requires_action", error: null };
  }
  method.hidden.isSetUp = true;
  await unit.save(method);
  if (setup.data.customer)
    await attachMethod(unit, method.id, await unit.need("customer", setup.data.customer));
  setup.data.status = "succeeded";
  setup.data.next_action = null;
  setup.data.last_setup_error = null;
  await unit.save(setup);
  await unit.emit("setup_intent.succeeded", setup);
  return { state: "succeeded", error: null };
}

export async function failSetup(
  unit: Unit,
  setup: Row<"setup_intent">,
  method: Row<"payment_method">,
  declineCode: string,
): Promise<Outcome> {
  const error = declineError(declineCode, method);
  setup.data.status = "requires_payment_method";
  setup.data.payment_method = null;
  setup.data.next_action = null;
  setup.data.last_setup_error =
    declineCode === "authentication_failed"
      ? {
          ...error,
          code: "setup_intent_authentication_failure",
          doc_url: "https://stripe.com/docs/error-codes/setup-intent-authentication-failure",
        }
      : error;
  await unit.save(setup);
  await unit.emit("setup_intent.setup_failed", setup);
  return { state: "declined", error: setup.data.last_setup_error };
}
