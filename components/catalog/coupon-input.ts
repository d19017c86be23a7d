import type { CouponTerms, CouponValue } from "@/lib/domain/coupons/coupon";
import { majorToMinor, typedDecimal } from "@/lib/domain/money/major-units";
import type { CouponView } from "@/lib/features/catalog/coupons/list-coupons";

type Field = (name: string) => string;

/** What a form says of a coupon, as the use-cases take it; they name what is wrong with it. */
export function couponInput(field: Field, coupon: CouponView | null, planKeys: readonly string[]) {
  const isFixed = coupon !== null && isInUse(coupon);
  return {
    name: { en: field("name.en"), ja: field("name.ja") },
    ...(isFixed ? termsOf(coupon) : typedTerms(field, planKeys)),
    lastDay: field("lastDay") || null,
    maximumUses: wholeOrNull(field("maximumUses")),
  };
}

/** True once what the coupon takes off, and for whom, is fixed. */
export const isInUse = ({ redemptions, openOrders }: CouponView): boolean => redemptions + openOrders > 0;

const termsOf = ({ value, plans, components, months, oncePerTenant, firstDay }: CouponView) => ({
  value,
  plans: [...plans],
  components: components && [...components],
  months,
  oncePerTenant,
  firstDay,
});

function typedTerms(field: Field, planKeys: readonly string[]) {
  const components = field("components")
    .split(/[\s,、]+/)
    .filter(Boolean);
  return {
    value: typedValue(field),
    plans: planKeys.filter((key) => field(`plan.${key}`) === "on"),
    components: components.length > 0 ? components : null,
    months: wholeOrNull(field("months")),
    oncePerTenant: field("oncePerTenant") === "on",
    firstDay: field("firstDay") || null,
  } satisfies CouponTerms;
}

function typedValue(field: Field): CouponValue {
  const currency = field("value.currency");
  if (field("value.type") === "amount") {
    const typed = field("value.amountMinor");
    return { type: "amount", amountMinor: majorToMinor(typed, currency) ?? typed, currency };
  }
  return { type: "percent", percent: typedDecimal(field("value.percent").replace(/[%％]$/, "")) };
}

/** An empty field means no limit. Text that is no number is sent as one that the use-case refuses. */
function wholeOrNull(text: string): number | null {
  if (text === "") return null;
  const typed = typedDecimal(text);
  return /^\d+$/.test(typed) ? Number(typed) : 0;
}
