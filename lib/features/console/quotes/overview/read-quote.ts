import { z } from "zod";
import { may } from "@/lib/domain/access/actions";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { NegotiatedOverride } from "@/lib/domain/contract/contract";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type QuoteState, stateAfter, stateAt } from "@/lib/domain/quote/quote";
import { publicUrl } from "@/lib/env";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { findQuote, historyOf, type Quote, requireSent } from "@/lib/features/console/quotes/record/queries";
import { factsOf, type QuoteFacts } from "@/lib/features/console/quotes/record/quote-facts";
import { quoteId } from "@/lib/features/console/quotes/record/quote-input";
import { obstacleOf, type QuoteObstacle } from "@/lib/features/console/quotes/record/quote-obstacle";
import { revisionsOf } from "@/lib/features/console/quotes/record/revisions-of";
import { type Undelivered, undeliveredAbout } from "@/lib/features/foundation/mail/undelivered";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";

export type QuoteStep = { state: QuoteState; at: string; actorName: string; note: string; onPaper: boolean };
export type QuoteRevision = {
  id: Id<"quote">;
  number: string | null;
  state: QuoteState;
  /** When it was sent; a draft, when it was begun. */
  at: string;
  /** The number of the quote that it revises. */
  revises: string | null;
};
type Related = { id: Id<"quote">; number: string | null };

export type QuoteView = QuoteFacts & {
  tenant: { slug: string; name: string; timeZone: string };
  /** Which saving of the draft this is. */
  revision: number;
  createdByName: string;
  history: QuoteStep[];
  replaces: Related | null;
  /** For customers only once it has been sent. */
  replacedBy: Related | null;
  /** This quote among those that it revises and that revise it, oldest first; alone where there are none. */
  revisions: QuoteRevision[];
  /** Why accepting would be refused just now; null if it would be accepted, or if the quote is closed. */
  obstacle: QuoteObstacle | null;
  payer: { name: string; email: string };
  may: { manage: boolean; answer: boolean; turnIntoLicense: boolean };
  /** What only staff see; null for customers. */
  staffOnly: {
    /** The address that needs no sign-in; null before it is sent and after it was withdrawn. */
    publicAddress: string | null;
    negotiated: NegotiatedOverride | null;
    planKey: string;
    planVersion: number;
    /** The mail with it did not arrive. */
    undelivered: Undelivered | null;
    /** As published, for the editor. */
    definition: PlanDefinition;
    content: Pick<Quote, "quantities" | "discount" | "taxKeys">;
  } | null;
};

/** One quote with its history. To customers what is a draft, or was withdrawn as one, does not exist. */
export const readQuote = useCase(tenant("quotes.view"), {
  input: z.strictObject({ quoteId }),
  async read({ ctx, input, tx, tenantId, standing: { tenant, roles } }): Promise<QuoteView> {
    const quote = await findQuote(tx, tenantId, input.quoteId);
    if (!quote) throw new Refused("not_found");
    const isStaff = may(roles, "notes.view");
    if (!isStaff) requireSent(quote);
    const facts = await factsOf(tx, quote, tenant, ctx.now);
    const { user } = await paymentAdministratorOf(tx, tenantId);
    const revisions = (await revisionsOf(tx, quote)).filter(
      (each) => each.id === quote.id || each.sentAt !== null || (isStaff && each.state === "draft"),
    );
    const replacement = revisions.findLast(({ replacesId }) => replacesId === quote.id);
    const replaces = revisions.find(({ id }) => id === quote.replacesId);
    const mayBecomeContract = facts.state === "draft" || stateAfter(facts.state, "accept_on_paper") !== null;
    const plan = await getPlanVersion(tx, quote.planVersionId);
    const { quantities, discount, taxKeys, negotiated } = quote;
    const isManager = may(roles, "quotes.manage");
    return {
      ...facts,
      tenant: {
        slug: tenant.slug,
        name: tenant.name,
        timeZone: tenant.timeZone,
      },
      revision: quote.revision,
      createdByName: quote.createdByName,
      history: (await historyOf(tx, tenantId, quote.id))
        .filter(({ state }) => isStaff || state !== "draft")
        .map(({ state, at, actorName, note, onPaper }) => ({
          state,
          at: at.toISOString(),
          actorName,
          // The customer's own words are why they declined; all others are for staff.
          note: isStaff || state === "declined" ? note : "",
          onPaper,
        })),
      replaces: replaces ? related(replaces) : null,
      replacedBy: replacement ? related(replacement) : null,
      revisions: revisions.map((each) => ({
        ...related(each),
        state: stateAt(each, ctx.now),
        at: (each.sentAt ?? each.createdAt).toISOString(),
        revises: revisions.find(({ id }) => id === each.replacesId)?.number ?? null,
      })),
      obstacle: mayBecomeContract ? await obstacleOf(tx, tenant, quote.invoicing.by) : null,
      payer: { name: user.name, email: user.email },
      may: {
        manage: isManager,
        answer: may(roles, "quotes.answer") && stateAfter(facts.state, "accept") !== null,
        turnIntoLicense: may(roles, "contract.manage") && stateAfter(facts.state, "accept_on_paper") !== null,
      },
      staffOnly: isStaff
        ? {
            publicAddress: quote.publicToken && `${publicUrl()}/q/${quote.publicToken}`,
            negotiated,
            planKey: plan.planKey,
            planVersion: plan.version,
            undelivered: (await undeliveredAbout(tx, [`quote:${quote.id}`])).get(`quote:${quote.id}`) ?? null,
            definition: plan.definition,
            content: { quantities, discount, taxKeys },
          }
        : null,
    };
  },
});

const related = ({ id, number }: Quote): Related => ({ id, number });
