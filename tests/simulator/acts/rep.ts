import { dayOf } from "@/lib/domain/time/calendar";
import { acceptQuoteOnPaper } from "@/lib/features/console/quotes/answer/accept-quote";
import { saveQuoteDraft } from "@/lib/features/console/quotes/drafting/save-quote-draft";
import { sendQuote } from "@/lib/features/console/quotes/drafting/send-quote";
import type { DraftInput } from "@/lib/features/console/quotes/record/quote-input";
import { cancelScheduled } from "@/lib/features/license/contracts/agreement/cancel-scheduled";
import { setContract } from "@/lib/features/license/contracts/agreement/set-contract";
import { endContract } from "@/lib/features/license/contracts/course/end-contract";
import { oneOf } from "../random";
import type { Act, Acts } from "./act";

/** What a sales rep does for a tenant of theirs. */

const dayMs = 86_400_000;

const agree: Act = async (tenant) => {
  const { rep } = tenant.side;
  if (!rep) return null;
  const { random } = tenant;
  const { now } = await tenant.staff();
  const inDays = (days: number) => new Date(now.getTime() + days * dayMs).toISOString();
  const planKey = oneOf(random, ["starter", "business", "metered"]);
  const startsAt = random(2) === 0 ? null : inDays(1 + random(30));
  const terms = await rep.terms(planKey, {
    interval: random(5) === 0 ? "year" : "month",
    startsAt,
    endsAt: random(3) === 0 ? inDays(40 + random(60)) : null,
    atEnd: oneOf(random, ["free", "renew"]),
    quantities: planKey === "business" ? { seats: random(12), addons: {} } : {},
    invoicing: { by: "choba", daysUntilDue: oneOf(random, [null, 14, 30]) },
  });
  const what = `agrees ${planKey} from ${startsAt ?? "today"}`;
  return tenant.call(what, await rep.ctx(), (ctx) => setContract(ctx, tenant.tenantId, terms));
};

const end: Act = async (tenant) => {
  const { rep } = tenant.side;
  if (!rep) return null;
  const { now } = await tenant.staff();
  const at = tenant.random(2) === 0 ? null : new Date(now.getTime() + 10 * dayMs).toISOString();
  return tenant.call("ends the contract", await rep.ctx(), (ctx) =>
    endContract(ctx, tenant.tenantId, { at, reason: "they asked" }),
  );
};

const callOff: Act = async (tenant) => {
  const { rep } = tenant.side;
  if (!rep) return null;
  return tenant.call("calls off what is scheduled", await rep.ctx(), (ctx) =>
    cancelScheduled(ctx, tenant.tenantId, {}),
  );
};

/** Drafts, sends and has accepted in one go; a fault ends it anywhere. */
const quote: Act = async (tenant) => {
  const { rep } = tenant.side;
  if (!rep) return null;
  const { tenantId, random } = tenant;
  const day = async (days: number) =>
    dayOf(new Date((await rep.ctx()).now.getTime() + days * dayMs), "Asia/Tokyo");
  const draft = {
    subject: "For the whole company",
    language: "en",
    planKey: oneOf(random, ["starter", "metered"]),
    planVersion: 1,
    interval: "month",
    quantities: {},
    discount: null,
    taxKeys: [],
    startsOn: await day(1 + random(20)),
    endsOn: await day(60 + random(60)),
    atEnd: "free",
    invoicedBy: "choba",
    dueDays: oneOf(random, [14, 30]),
    validUntil: await day(30),
    terms: "",
  } satisfies DraftInput;
  const saved = await saveQuoteDraft(await rep.ctx(), tenantId, draft);
  if (!saved.ok) return `drafts a quote: ${saved.refusal.code} ${JSON.stringify(saved.refusal)}`;
  const sent = await sendQuote(await rep.ctx(), tenantId, saved.value);
  if (!sent.ok) return `sends a quote: ${sent.refusal.code}`;
  const { quoteId } = sent.value;
  return tenant.call(`has a quote of ${draft.planKey} accepted`, await rep.ctx(), (ctx) =>
    acceptQuoteOnPaper(ctx, tenantId, { quoteId, note: "Signed" }),
  );
};

export const rep: Acts = {
  quote: { often: 3, act: quote },
  agree: { often: 8, act: agree },
  end: { often: 1, act: end },
  callOff: { often: 1, act: callOff },
};
