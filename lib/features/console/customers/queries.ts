import { and, desc, eq, gte, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { billingDetails, paymentAccounts, tenants, users } from "@/drizzle/schema";
import { contains } from "@/lib/db/folded";
import type { Transaction } from "@/lib/db/transaction";
import { type Id, isId } from "@/lib/domain/ids";

/** A tenant as the SaaS's own servers know a customer. */
export type Customer = {
  id: Id<"tenant">;
  slug: string;
  name: string;
  /** Of who pays: as the payment account has it, otherwise the payment administrator's. */
  email: string;
  currency: string;
  timeZone: string;
  locale: "en" | "ja";
  salesModel: "self_serve" | "sales_led";
  /** It has a payment account, with which its currency is decided. */
  hasAccount: boolean;
  /** Of its billing details; empty while they have none. */
  country: string;
  metadata: Record<string, string>;
  phoneNumber: string | null;
  createdAt: Date;
};

const email = sql<string>`coalesce(${paymentAccounts.payerEmail}, ${users.email})`;

const columns = {
  id: tenants.id,
  slug: tenants.slug,
  name: tenants.name,
  email,
  currency: tenants.currency,
  timeZone: tenants.timeZone,
  locale: tenants.locale,
  salesModel: tenants.salesModel,
  hasAccount: sql<boolean>`${paymentAccounts.tenantId} is not null`,
  country: sql<string>`coalesce(${billingDetails.details} ->> 'country', '')`,
  metadata: tenants.metadata,
  phoneNumber: tenants.phoneNumber,
  createdAt: tenants.createdAt,
};

const select = (tx: Transaction) =>
  tx
    .select(columns)
    .from(tenants)
    .innerJoin(users, eq(users.id, tenants.paymentAdministratorId))
    .leftJoin(paymentAccounts, eq(paymentAccounts.tenantId, tenants.id))
    .leftJoin(billingDetails, eq(billingDetails.tenantId, tenants.id));

/** The customer of a tenant's id, its slug, or its Stripe customer's id. */
export async function findCustomer(tx: Transaction, reference: string): Promise<Customer | null> {
  const named = isId("tenant", reference)
    ? eq(tenants.id, reference)
    : or(eq(tenants.slug, reference), eq(paymentAccounts.stripeCustomerId, reference));
  const [row] = await select(tx).where(named);
  return row ?? null;
}

/** The open tenants that somebody with this address pays for, the newest first. */
export const customersOfAddress = async (tx: Transaction, address: string): Promise<Customer[]> =>
  select(tx)
    .where(and(isOf(address), isNull(tenants.closedAt)))
    .orderBy(desc(tenants.createdAt), desc(tenants.id));

export type CustomerFilter = {
  email?: string;
  name?: string;
  from?: Date;
  until?: Date;
};

export async function listCustomerRows(
  tx: Transaction,
  { email: address, name, from, until }: CustomerFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<Customer[]> {
  return select(tx)
    .where(
      and(
        address === undefined ? undefined : isOf(address),
        name === undefined ? undefined : contains(tenants.name, name),
        from && gte(tenants.createdAt, from),
        until && lte(tenants.createdAt, until),
      ),
    )
    .orderBy(desc(tenants.createdAt), desc(tenants.id))
    .limit(limit)
    .offset(offset);
}

const isOf = (address: string): SQL => sql`lower(${email}) = ${address.trim().toLowerCase()}`;
