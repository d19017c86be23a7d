import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { refusedCode } from "./redeemable-coupon";

/** Takes one of a coupon's places for an order. Others who want one wait until this transaction has ended. */
export async function takePlace(tx: Transaction, couponId: Id<"coupon">): Promise<void> {
  if (!(await count(tx, couponId, 1))) throw refusedCode("coupon_used_up");
}

/** Gives the place of an order back that was not completed. */
export async function releasePlace(tx: Transaction, couponId: Id<"coupon">): Promise<void> {
  await count(tx, couponId, -1);
}

async function count(tx: Transaction, couponId: Id<"coupon">, change: 1 | -1): Promise<boolean> {
  const { rows } = await tx.execute<{ counted: boolean }>(
    sql`select choba_count_coupon(${couponId}, ${change}) as counted`,
  );
  return rows[0]?.counted ?? false;
}
