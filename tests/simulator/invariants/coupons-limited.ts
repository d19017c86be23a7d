import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant";
import { said } from "./queries";

export const couponsLimited: Invariant = {
  name: "coupons are redeemed as often as they may be",
  says: "No coupon was redeemed more often than it may be used, and its places are those that are taken.",
  broken: () =>
    said(sql`
      select code || ' was redeemed ' || count(*) || ' times' as said
        from coupons join coupon_redemptions on coupon_id = coupons.id
        where maximum_uses is not null group by code, maximum_uses having count(*) > maximum_uses`),
};
