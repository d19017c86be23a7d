import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { userActor } from "@/lib/domain/access/actor";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { lastDayOf } from "@/lib/domain/quote/quote";
import { pricesOnSale } from "@/lib/features/catalog/estimates/prices-on-sale";
import { saveQuoteDraft } from "@/lib/features/console/quotes/drafting/save-quote-draft";
import { sendQuote } from "@/lib/features/console/quotes/drafting/send-quote";
import { startQuote } from "@/lib/features/console/quotes/record/start-quote";
import { type Context, systemContext } from "@/lib/features/foundation/context/context";
import { findPerson } from "@/lib/features/people/tenants/queries";
import { done } from "./story";

/**
 * An open quote for a sales-led tenant. The demo's sales rep has made and sent it; the tenant has not
 * accepted it yet.
 */
export async function seedQuote(tenantId: Id<"tenant">): Promise<void> {
  const ctx = await repContext();
  const { plans, taxes } = done(await pricesOnSale(ctx, {}));
  const plan = plans.find(({ planKey }) => planKey === "enterprise");
  invariant(plan, "the demo sells Enterprise");
  const { startsOn, validUntil } = done(await startQuote(ctx, tenantId, {}));
  const draft = done(
    await saveQuoteDraft(ctx, tenantId, {
      subject: "全館の会員認証基盤（Enterpriseライセンス）",
      language: "ja",
      planKey: plan.planKey,
      planVersion: plan.version,
      interval: "month",
      quantities: { usage: { mau: "36000" } },
      discount: {
        name: { en: "Launch discount", ja: "導入割引" },
        value: { type: "percent", percent: "10" },
        months: 12,
      },
      taxKeys: taxes
        .filter(({ inclusive }) => !inclusive)
        .slice(0, 1)
        .map(({ key }) => key),
      startsOn,
      endsOn: lastDayOf(startsOn, 12),
      atEnd: "renew",
      invoicedBy: "stripe_dashboard",
      dueDays: 30,
      validUntil,
      terms:
        "契約期間中、単価は変わりません。\n更新を希望されない場合は、期間満了の1か月前までにお申し出ください。",
    }),
  );
  done(await sendQuote(ctx, tenantId, draft));
}

async function repContext(): Promise<Context> {
  const rep = await findPerson({ email: "sales@choba.example" });
  invariant(rep?.staffRole === "sales", "the demo has a sales rep");
  const seed = systemContext("seed", await readClock(), newId("audit"));
  return { ...seed, actor: userActor(rep) };
}
