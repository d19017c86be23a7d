import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { couponsForPlan, runningCoupons } from "@/lib/domain/coupons/running-coupons";
import { Refused } from "@/lib/domain/errors";
import { minimumCharge } from "@/lib/domain/money/minimum-charge";
import { promiseChange } from "@/lib/domain/promise/promise-change";
import { type TaxFacts, taxCountry, taxSettingsOf } from "@/lib/domain/tax/tax-settings";
import { regionOf } from "@/lib/domain/tenant/region";
import { dayOf } from "@/lib/domain/time/calendar";
import { findPlanOnSale } from "@/lib/features/catalog/plans/record/queries";
import { readDefaultTaxRates } from "@/lib/features/catalog/tax-rates/default-tax-rates";
import { taxRoundingOf, taxSettingsOfCatalog } from "@/lib/features/catalog/tax-rates/tax-settings";
import type { Context } from "@/lib/features/foundation/context/context";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { couponOf } from "@/lib/features/license/coupons/queries";
import { holdingOf } from "@/lib/features/license/holding/holding-of";
import { cartSchema, type WantedCart, wantedOf } from "./cart";

/**
 * What a cart would cost somebody who is not a customer yet: from today in the zone of their country, with that country's
 * tax. The exact amount is shown on the page, once the payer is known.
 */
export const previewCart = useCase(staff("checkouts.view"), {
  input: z.strictObject({ cart: cartSchema, country: z.string().max(2) }),
  async read({ tx, ctx, input }) {
    const wanted = await wantedOf(tx, input.cart, null, ctx.now);
    const { sellerCountry } = await taxSettingsOfCatalog(tx);
    const payer = { country: input.country, taxIds: [] };
    const promise = await promiseOfCart(tx, ctx, wanted, payer);
    return {
      wanted,
      country: taxCountry({ payer, sellerCountry }),
      promise,
    };
  },
});

async function promiseOfCart(
  tx: Transaction,
  ctx: Context,
  { planKey, interval, seats, addons, coupon }: WantedCart,
  payer: TaxFacts["payer"],
) {
  const version = await findPlanOnSale(tx, planKey);
  if (!version) throw new Refused("plan_unavailable");
  const { currency } = version.definition;
  const { sellerCountry } = await taxSettingsOfCatalog(tx);
  const defaults = await readDefaultTaxRates(tx);
  const day = dayOf(ctx.now, regionOf(payer.country, currency).timeZone);
  const redeemed = coupon ? [{ coupon: couponOf(coupon), redeemedOn: day }] : [];
  const running = runningCoupons({ redeemed, terms: [], day, currency, period: null, billed: [] });
  return promiseChange({
    taxes: taxSettingsOf({ sellerCountry, payer, defaults, exemptions: [], rulings: [] }),
    taxRounding: await taxRoundingOf(tx),
    coupons: couponsForPlan(running, planKey),
    balanceMinor: 0n,
    minimumChargeMinor: minimumCharge(currency),
    day,
    held: null,
    period: null,
    yearStart: null,
    wanted: holdingOf(version, { interval, seats, addons }),
    mode: "prorated",
    billed: [],
    pairsCharged: [],
  });
}
