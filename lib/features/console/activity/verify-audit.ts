import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { auditContent } from "@/drizzle/audit-chain";
import { inSnapshot, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { system } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/**
 * What is wrong with the first row that does not fit: its content or its place is not what was hashed, it is gone, it was
 * written past the chain, or the chain's end is not where it was left.
 */
export type AuditBreak = {
  tenantId: Id<"tenant">;
  /** The place in the chain, from 1; null for a row that has none. */
  number: number | null;
  auditId: Id<"audit"> | null;
  what: "changed" | "missing" | "inserted" | "cut_off";
};

export type VerifiedAudit = { rows: number; chains: number; broken: AuditBreak | null };

/**
 * Goes through the audit log's chains and stops at the first row that is not as it was written. All is read in one snapshot,
 * so writes go on meanwhile.
 */
export const verifyAudit = useCase(system(), {
  input: z.strictObject({}),
  run: (): Promise<VerifiedAudit> => inSnapshot(verifyAll),
});

async function verifyAll(tx: Transaction): Promise<VerifiedAudit> {
  const chains = await chainsOf(tx);
  let rows = 0;
  for (const chain of chains) {
    const broken = await verifyChain(tx, chain);
    if (broken) return { rows, chains: chains.length, broken };
    rows += chain.length;
  }
  return { rows, chains: chains.length, broken: null };
}

type Chain = { tenantId: Id<"tenant">; length: number; hash: Buffer | null };

/** Also those tenants whose chain is gone, while rows or links of theirs are there. */
async function chainsOf(tx: Transaction): Promise<Chain[]> {
  const { rows } = await tx.execute<Chain>(sql`
    select tenant_id as "tenantId", coalesce(length, 0) as length, hash
    from (select tenant_id from audit_log union select tenant_id from audit_links
      union select tenant_id from audit_chains) known
    left join audit_chains using (tenant_id) order by tenant_id`);
  return rows;
}

const rowsAtOnce = 5_000;

async function verifyChain(tx: Transaction, { tenantId, length, hash }: Chain): Promise<AuditBreak | null> {
  const inserted = await unchainedRow(tx, tenantId);
  let last: Buffer = Buffer.alloc(0);
  let number = 0;
  for (;;) {
    const links = await linksAfter(tx, tenantId, number);
    for (const link of links) {
      number++;
      const broken = { tenantId, number, auditId: link.auditId };
      if (link.number !== number) return { ...broken, auditId: null, what: "missing" };
      if (link.content === null) return { ...broken, what: "missing" };
      last = createHash("sha256").update(last).update(link.content).digest();
      if (!last.equals(link.hash)) return { ...broken, what: "changed" };
    }
    if (links.length < rowsAtOnce) break;
  }
  if (inserted) return { tenantId, number: null, auditId: inserted, what: "inserted" };
  const isWhole = number === length && hash?.equals(last);
  return isWhole ? null : { tenantId, number: Math.min(number, length) + 1, auditId: null, what: "cut_off" };
}

/** A row of the log that has no place in the chain. */
async function unchainedRow(tx: Transaction, tenantId: Id<"tenant">): Promise<Id<"audit"> | null> {
  const { rows } = await tx.execute<{ id: Id<"audit"> }>(sql`
    select log.id from audit_log log where log.tenant_id = ${tenantId} and not exists (
      select from audit_links link where link.tenant_id = log.tenant_id and link.audit_id = log.id)
    order by log.at, log.id limit 1`);
  return rows[0]?.id ?? null;
}

type Link = { number: number; auditId: Id<"audit">; hash: Buffer; content: string | null };

async function linksAfter(tx: Transaction, tenantId: Id<"tenant">, number: number): Promise<Link[]> {
  const { rows } = await tx.execute<Link>(sql`
    select link.number, link.audit_id as "auditId", link.hash,
      case when log.id is not null then ${sql.raw(auditContent("log"))} end as content
    from audit_links link
    left join audit_log log on log.tenant_id = link.tenant_id and log.id = link.audit_id
    where link.tenant_id = ${tenantId} and link.number > ${number}
    order by link.number limit ${rowsAtOnce}`);
  return rows;
}
