import type { CouponFields } from "./coupon-fields";

/** A coupon as the audit log tells it: one plain value for each field. */
export const auditedCoupon = ({ name, value, plans, components, ...rest }: CouponFields) => ({
  name: `${name.en} / ${name.ja}`,
  discount: value.type === "percent" ? `${value.percent}%` : `${value.amountMinor} ${value.currency}`,
  plans: plans.join(", "),
  components: components?.join(", ") ?? null,
  months: rest.months,
  oncePerTenant: rest.oncePerTenant,
  firstDay: rest.firstDay,
  lastDay: rest.lastDay,
  maximumUses: rest.maximumUses,
});
