import { answerPaymentChallenge } from "../billing/confirm-intent";
import { invalid } from "../core/errors";
import { completeSession, expireSession } from "../payments/checkout-session";
import { confirmSetup, failSetup } from "../payments/confirm-setup";
import type { CheckoutSession } from "../shapes/checkout-session";
import { type PaymentIntent, returnUrlOf, type SetupIntent } from "../shapes/payment";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { type CardInput, type CardResult, cardResult, methodFromCard } from "./card";
import type { PageWork } from "./create-operations";

/** A 3-D Secure challenge, and where the payer goes afterwards. */
export interface Challenge {
  id: string;
  kind: "payment" | "setup";
  status: PaymentIntent["status"] | SetupIntent["status"];
  amount: number | null;
  currency: string | null;
  /** Where the payer came from: the session's page, or the hosted invoice. */
  returnUrl: string | null;
  /** Where a passed challenge leads when that is not a page of the sandbox. */
  successUrl: string | null;
}

export interface ChallengeResult {
  state: "complete" | "declined";
  message: string | null;
  /** Where the payer goes now. */
  returnUrl: string | null;
}

async function enterSession(unit: Unit, id: string): Promise<Row<"checkout.session">> {
  const session = await unit.need("checkout.session", id, "session");
  if (session.data.customer) {
    const customer = await unit.need("customer", session.data.customer);
    await unit.enter(customer.data.test_clock);
  }
  return session;
}

function needOpen(session: Row<"checkout.session">): void {
  if (session.data.status !== "open")
    throw invalid(`This checkout session is ${session.data.status}.`, undefined, "session_not_open");
}

async function setupReturn(unit: Unit, setup: Row<"setup_intent">): Promise<string | null> {
  const session = setup.hidden.session ? await unit.find("checkout.session", setup.hidden.session) : null;
  if (!session) return null;
  return session.data.status === "complete"
    ? session.data.success_url
    : `${unit.environment.publicUrl}/checkout/${session.id}`;
}

export function checkoutOperations(work: PageWork) {
  return {
    /** The session as the API shows it; null when it does not exist. */
    getSession: (id: string): Promise<CheckoutSession | null> =>
      work.read(async (unit) => (await unit.find("checkout.session", id))?.data ?? null),

    /** The payer submits a card. 3-D Secure leads to `challengeUrl`; a passed challenge completes the session. */
    completeSession: (id: string, input: CardInput): Promise<CardResult> =>
      work.change(async (unit) => {
        const session = await enterSession(unit, id);
        needOpen(session);
        const setup = await unit.need("setup_intent", session.data.setup_intent ?? "");
        const method = await methodFromCard(unit, input);
        const outcome = await confirmSetup(unit, setup, method, false);
        if (outcome.state === "succeeded") await completeSession(unit, session);
        return cardResult(outcome, `${unit.environment.publicUrl}/challenge/${setup.id}`);
      }),

    /** The payer goes back to `cancel_url`, which is returned. As in Stripe, the session stays open. */
    cancelSession: (id: string): Promise<string | null> =>
      work.change(async (unit) => {
        const session = await enterSession(unit, id);
        session.hidden.cancelled = true;
        await unit.save(session);
        return session.data.cancel_url;
      }),

    expireSession: (id: string): Promise<void> =>
      work.change(async (unit) => {
        const session = await enterSession(unit, id);
        needOpen(session);
        await expireSession(unit, session);
      }),

    /** The challenge of this payment or setup intent; null when it does not exist. */
    getChallenge: (id: string): Promise<Challenge | null> =>
      work.read(async (unit) => {
        const payment = await unit.find("payment_intent", id);
        if (payment) {
          const { status, amount, currency } = payment.data;
          const invoice = payment.hidden.invoice;
          return {
            id,
            kind: "payment",
            status,
            amount,
            currency,
            returnUrl: invoice ? `${unit.environment.publicUrl}/invoice/${invoice}` : null,
            successUrl: returnUrlOf(payment.data.next_action),
          };
        }
        const setup = await unit.find("setup_intent", id);
        if (!setup) return null;
        const session = setup.hidden.session
          ? await unit.find("checkout.session", setup.hidden.session)
          : null;
        return {
          id,
          kind: "setup",
          status: setup.data.status,
          amount: null,
          currency: null,
          returnUrl: await setupReturn(unit, setup),
          successUrl: session?.data.success_url ?? null,
        };
      }),

    /** The payer passes or fails the challenge. */
    answerChallenge: (id: string, isPassed: boolean): Promise<ChallengeResult> =>
      work.change(async (unit) => {
        const payment = await unit.find("payment_intent", id);
        if (payment) {
          if (payment.data.customer)
            await unit.enter((await unit.need("customer", payment.data.customer)).data.test_clock);
          const returnUrl =
            returnUrlOf(payment.data.next_action) ??
            (payment.hidden.invoice
              ? `${unit.environment.publicUrl}/invoice/${payment.hidden.invoice}`
              : null);
          const outcome = await answerPaymentChallenge(unit, payment, isPassed);
          const isDone = outcome.state === "succeeded";
          return {
            state: isDone ? "complete" : "declined",
            message: outcome.error?.message ?? null,
            returnUrl,
          };
        }
        const setup = await unit.need("setup_intent", id);
        if (setup.data.customer)
          await unit.enter((await unit.need("customer", setup.data.customer)).data.test_clock);
        if (setup.data.status !== "requires_action" || !setup.data.payment_method) {
          throw invalid(
            "This card does not wait for authentication.",
            undefined,
            "setup_intent_unexpected_state",
          );
        }
        const method = await unit.need("payment_method", setup.data.payment_method);
        if (!isPassed) {
          const failed = await failSetup(unit, setup, method, "authentication_failed");
          return {
            state: "declined",
            message: failed.error?.message ?? null,
            returnUrl: await setupReturn(unit, setup),
          };
        }
        const outcome = await confirmSetup(unit, setup, method, true);
        const session = setup.hidden.session
          ? await unit.find("checkout.session", setup.hidden.session)
          : null;
        const isDone = outcome.state === "succeeded";
        if (isDone && session?.data.status === "open") await completeSession(unit, session);
        return {
          state: isDone ? "complete" : "declined",
          message: outcome.error?.message ?? null,
          returnUrl: await setupReturn(unit, setup),
        };
      }),
  };
}
