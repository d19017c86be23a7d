import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { lockCount } from "@/lib/features/license/registrations/queries";

/** Registrations wait for the same lock. Usage is recorded by events, which no hold stops: there only holds wait. */
export async function lockSubject(tx: Transaction, tenantId: Id<"tenant">, subject: string): Promise<void> {
  if (subject === "rp" || subject === "user") await lockCount(tx, tenantId, subject);
  else await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`hold ${tenantId} ${subject}`}))`);
}
