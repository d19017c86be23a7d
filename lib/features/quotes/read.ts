import { z } from "zod";
import { may } from "@/lib/domain/access/actions";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Negotiated } from "@/lib/domain/quote/offer";
import { type QuoteState, stateAfter } from "@/lib/domain/quote/quote";
import { publicUrl } from "@/lib/env";
import { getPlanVersion } from "../catalog/queries";
import { paymentAdministratorOf } from "../members/queries";
import { query } from "../shared/command";
import { findQuote, findReplacement, historyOf, type Quote, requireSent } from "./queries";
import { quoteId } from "./schema";
import { factsOf, type QuoteFacts } from "./view";

export type QuoteStep = { state: QuoteState; at: string; actorName: string; note: string; onPaper: boolean };
type Related = { id: Id<"quote">; number: string | null };

export type QuoteView = QuoteFacts & {
  tenant: { slug: string; name: string; timeZone: string; isSalesLed: boolean };
  /** Which saving of the draft this is. */
  revision: number;
  createdByName: string;
  history: QuoteStep[];
  replaces: Related | null;
  /** For customers only once it has been sent. */
  replacedBy: Related | null;
  payer: { name: string; email: string };
  may: { manage: boolean; answer: boolean; turnIntoLicense: boolean };
  /** What only the desk knows; null for customers. */
  desk: {
    /** The address that needs no sign-in; null before it is sent and after it was withdrawn. */
    publicAddress: string | null;
    negotiated: Negotiated | null;
    planKey: string;
    planVersion: number;
    /** As published, for the editor. */
    definition: PlanDefinition;
    content: Pick<Quote, "quantities" | "discount" | "taxKeys">;
  } | null;
};

/** One quote with its history. To customers what is a draft, or was withdrawn as one, does not exist. */
export const readQuote = query({
  action: "quotes.view",
  input: z.strictObject({ quoteId }),
  async run({ ctx, input, tx, tenantId, standing: { tenant, roles } }): Promise<QuoteView> {
    const quote = await findQuote(tx, tenantId, input.quoteId);
    if (!quote) throw new Refused("not_found");
    const isDesk = may(roles, "notes.view");
    if (!isDesk) requireSent(quote);
    const facts = await factsOf(tx, quote, tenant, ctx.now);
    const { user } = await paymentAdministratorOf(tx, tenantId);
    const replacement = await findReplacement(tx, tenantId, quote.id);
    const replaces = quote.replacesId && (await findQuote(tx, tenantId, quote.replacesId));
    const plan = await getPlanVersion(tx, quote.planVersionId);
    const { quantities, discount, taxKeys, negotiated } = quote;
    const isManager = may(roles, "quotes.manage");
    return {
      ...facts,
      tenant: {
        slug: tenant.slug,
        name: tenant.name,
        timeZone: tenant.timeZone,
        isSalesLed: tenant.salesModel === "sales_led",
      },
      revision: quote.revision,
      createdByName: quote.createdByName,
      history: (await historyOf(tx, tenantId, quote.id))
        .filter(({ state }) => isDesk || state !== "draft")
        .map(({ state, at, actorName, note, onPaper }) => ({
          state,
          at: at.toISOString(),
          actorName,
          // The customer's own words are why they declined; all others are the desk's.
          note: isDesk || state === "declined" ? note : "",
          onPaper,
        })),
      replaces: replaces ? related(replaces) : null,
      replacedBy: replacement && (isDesk || replacement.sentAt) ? related(replacement) : null,
      payer: { name: user.name, email: user.email },
      may: {
        manage: isManager,
        answer: may(roles, "quotes.answer") && stateAfter(facts.state, "accept") !== null,
        turnIntoLicense: may(roles, "contract.manage") && stateAfter(facts.state, "accept_on_paper") !== null,
      },
      desk: isDesk
        ? {
            publicAddress: quote.publicToken && `${publicUrl()}/q/${quote.publicToken}`,
            negotiated,
            planKey: plan.planKey,
            planVersion: plan.version,
            definition: plan.definition,
            content: { quantities, discount, taxKeys },
          }
        : null,
    };
  },
});

const related = ({ id, number }: Quote): Related => ({ id, number });
