import { and, asc, desc, eq, gte, lte, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { documents } from "@/drizzle/schema";
import { contains } from "@/lib/db/folded";
import type { DocumentKind, DocumentState } from "@/lib/domain/documents/document";
import { Refused } from "@/lib/domain/errors";
import { isDay } from "@/lib/domain/quote/quote";
import { documentYearsOf } from "@/lib/features/billing/documents/settings";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

const day = z.string().refine(isDay, { params: { rule: "not_a_day" } });
const amount = z.string().regex(/^-?\d{1,15}$/);

/** Each part narrows what the others leave, as the Electronic Books Act asks for (電子帳簿保存法施行規則 2条6項5号). */
export const documentQuery = z.strictObject({
  from: day.optional(),
  to: day.optional(),
  /** Minor units of `currency`. */
  least: amount.optional(),
  most: amount.optional(),
  currency: z.string().length(3).optional(),
  payer: z.string().trim().max(100).optional(),
});
export type DocumentQuery = z.output<typeof documentQuery>;

export type FoundDocument = {
  id: string;
  kind: DocumentKind;
  state: DocumentState;
  problem: string | null;
  number: string;
  payerName: string;
  issuedOn: string;
  amountMinor: string;
  currency: string;
  contentHash: string | null;
  keepUntil: string;
};

export type DocumentPage = {
  rows: FoundDocument[];
  total: number;
  page: number;
  pageSize: number;
  currencies: string[];
  years: number;
};

const pageSize = 50;

/** Documents of all tenants, newest first, also of those that are gone. */
export const findDocuments = useCase(staff("invoices.list"), {
  input: documentQuery.extend({ page: z.int().min(1).max(100_000).default(1) }),
  async read({ input: { page, ...query }, tx }): Promise<DocumentPage> {
    const where = conditionOf(query);
    const [counted] = await tx.select({ total: sql<number>`count(*)::int` }).from(documents).where(where);
    const rows = await tx
      .select()
      .from(documents)
      .where(where)
      .orderBy(desc(documents.issuedOn), desc(documents.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const used = await tx.selectDistinct({ currency: documents.currency }).from(documents);
    return {
      rows: rows.map(foundOf),
      total: counted?.total ?? 0,
      page,
      pageSize,
      currencies: used.map(({ currency }) => currency).sort(),
      years: await documentYearsOf(tx),
    };
  },
});

/** A set as one file may have so many documents. */
export const mostInSet = 2_000;

/** The documents of a set, oldest first; those that are not kept yet are in its list, without a file. */
export const listDocumentSet = useCase(staff("invoices.list"), {
  input: documentQuery,
  async read({ input, tx }): Promise<FoundDocument[]> {
    const rows = await tx
      .select()
      .from(documents)
      .where(conditionOf(input))
      .orderBy(asc(documents.issuedOn), asc(documents.id))
      .limit(mostInSet + 1);
    if (rows.length > mostInSet)
      throw new Refused("invalid_input", {
        fields: [{ field: "from", rule: "too_many_documents", params: { maximum: mostInSet } }],
      });
    return rows.map(foundOf);
  },
});

function conditionOf({ from, to, least, most, currency, payer }: DocumentQuery): SQL | undefined {
  // Documents that take something off have negative amounts; they are found by their magnitude.
  const magnitude = sql`abs(${documents.amountMinor})`;
  return and(
    from ? gte(documents.issuedOn, from) : undefined,
    to ? lte(documents.issuedOn, to) : undefined,
    least ? gte(magnitude, BigInt(least)) : undefined,
    most ? lte(magnitude, BigInt(most)) : undefined,
    currency ? eq(documents.currency, currency) : undefined,
    payer ? or(contains(documents.payerName, payer), contains(documents.number, payer)) : undefined,
  );
}

const foundOf = (row: typeof documents.$inferSelect): FoundDocument => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  problem: row.problem,
  number: row.number,
  payerName: row.payerName,
  issuedOn: row.issuedOn,
  amountMinor: String(row.amountMinor),
  currency: row.currency,
  contentHash: row.contentHash,
  keepUntil: row.keepUntil,
});
