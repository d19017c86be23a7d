import { audited } from "./audited";
import { chargedOnce } from "./charged-once";
import { closesDone } from "./closes-done";
import { couponsLimited } from "./coupons-limited";
import { eventsKept } from "./events-kept";
import type { Invariant } from "./invariant";
import { moneyKnown } from "./money-known";
import { nothingStuck } from "./nothing-stuck";
import { oneInvoice } from "./one-invoice";
import { paidIsLicensed } from "./paid-is-licensed";
import { subscriptionFollows } from "./subscription-follows";
import { usageCounted } from "./usage-counted";

/** All that must be true when the bad days are over. */
export const invariants: Invariant[] = [
  nothingStuck,
  eventsKept,
  usageCounted,
  oneInvoice,
  chargedOnce,
  closesDone,
  paidIsLicensed,
  subscriptionFollows,
  moneyKnown,
  couponsLimited,
  audited,
];
