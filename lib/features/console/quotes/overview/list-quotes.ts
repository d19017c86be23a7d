import { and, count, desc, eq, gt, inArray, isNotNull, lte, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { planVersions, quotes, tenants } from "@/drizzle/schema";
import { contains } from "@/lib/db/folded";
import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import type { LocalizedText, PaidInterval } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { type QuoteState, stateAt } from "@/lib/domain/quote/quote";
import type { Context } from "@/lib/features/foundation/context/context";
import { staff, tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

export type QuoteRow = {
  id: Id<"quote">;
  number: string | null;
  /** The number of the quote whose place this one takes, or took. */
  revises: string | null;
  subject: string;
  state: QuoteState;
  tenant: { slug: string; name: string; timeZone: string };
  planName: LocalizedText;
  interval: PaidInterval;
  currency: string;
  totalMinor: string;
  validUntil: string;
  createdByName: string;
  createdAt: string;
  sentAt: string | null;
};

export type QuotePage = { rows: QuoteRow[]; total: number; page: number; pageSize: number };

export type TenantQuotePage = QuotePage & { mayMake: boolean };

/** What a list can be narrowed to; `closed` is what ended without a license. */
export const quoteFilters = ["draft", "open", "accepted", "expired", "closed"] as const;
export type QuoteFilter = (typeof quoteFilters)[number];

const usualPageSize = 50;
const earlier = alias(quotes, "earlier");
const listed = {
  search: z.string().max(200).default(""),
  state: z.enum(quoteFilters).nullable().default(null),
  page: z.int().min(1).max(100_000).default(1),
  pageSize: z.int().min(1).max(100).default(usualPageSize),
};

/** A tenant's quotes, newest first. Customers see those that were sent. */
export const listTenantQuotes = useCase(tenant("quotes.view"), {
  input: z.strictObject({ ...listed, sentOnly: z.boolean().default(false) }),
  async read({ ctx, input, tx, tenantId, standing: { roles } }): Promise<TenantQuotePage> {
    const seen = may(roles, "notes.view") && !input.sentOnly ? undefined : isNotNull(quotes.sentAt);
    const page = await readPage(tx, ctx, input, and(eq(quotes.tenantId, tenantId), seen));
    return { ...page, mayMake: may(roles, "quotes.manage") };
  },
});

/** Every tenant's quotes, newest first; `mine`: those that the reader wrote, or of tenants that are theirs. */
export const listQuotes = useCase(staff("tenants.list"), {
  input: z.strictObject({ ...listed, mine: z.boolean().default(false) }),
  async read({ ctx, input, tx }): Promise<QuotePage> {
    const userId = input.mine && ctx.actor.kind === "user" ? ctx.actor.userId : null;
    const own = userId ? or(eq(quotes.createdBy, userId), eq(tenants.salesRepId, userId)) : undefined;
    return readPage(tx, ctx, input, own);
  },
});

type Asked = { search: string; state: QuoteFilter | null; page: number; pageSize: number };

async function readPage(tx: Transaction, ctx: Context, asked: Asked, of: SQL | undefined) {
  const where = and(of, asked.state ? isIn(asked.state, ctx.now) : undefined, foundBy(asked.search));
  const rows = await tx
    .select({
      quote: quotes,
      tenant: tenants,
      definition: planVersions.definition,
      revises: earlier.number,
    })
    .from(quotes)
    .innerJoin(tenants, eq(tenants.id, quotes.tenantId))
    .innerJoin(planVersions, eq(planVersions.id, quotes.planVersionId))
    .leftJoin(earlier, and(eq(earlier.tenantId, quotes.tenantId), eq(earlier.id, quotes.replacesId)))
    .where(where)
    .orderBy(desc(sql`coalesce(${quotes.sentAt}, ${quotes.createdAt})`), desc(quotes.id))
    .limit(asked.pageSize)
    .offset((asked.page - 1) * asked.pageSize);
  const [all] = await tx
    .select({ n: count() })
    .from(quotes)
    .innerJoin(tenants, eq(tenants.id, quotes.tenantId))
    .where(where);
  return {
    rows: rows.map(({ quote, tenant, definition, revises }): QuoteRow => {
      const { id, number, subject, interval, currency, validUntil, createdByName } = quote;
      return {
        ...{ id, number, revises, subject, interval, currency, validUntil, createdByName },
        state: stateAt(quote, ctx.now),
        tenant: { slug: tenant.slug, name: tenant.name, timeZone: tenant.timeZone },
        planName: definition.name,
        totalMinor: String(quote.totalMinor),
        createdAt: quote.createdAt.toISOString(),
        sentAt: quote.sentAt?.toISOString() ?? null,
      };
    }),
    total: all?.n ?? 0,
    page: asked.page,
    pageSize: asked.pageSize,
  };
}

function isIn(state: QuoteFilter, now: Date): SQL | undefined {
  switch (state) {
    case "draft":
    case "accepted":
      return eq(quotes.state, state);
    case "open":
      return and(eq(quotes.state, "sent"), gt(quotes.validBefore, now));
    case "expired":
      return or(eq(quotes.state, "expired"), and(eq(quotes.state, "sent"), lte(quotes.validBefore, now)));
    case "closed":
      return inArray(quotes.state, ["declined", "withdrawn", "replaced"]);
  }
}

const foundBy = (words: string): SQL | undefined =>
  words.trim() === ""
    ? undefined
    : or(...[quotes.number, quotes.subject, tenants.name].map((text) => contains(text, words)));
