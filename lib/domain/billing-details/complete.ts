import type { BillingDetails } from "./billing-details";

/** Without these an invoice names nobody to whom it could be sent. */
export const neededBillingDetails = [
  "companyName",
  "country",
  "line1",
] as const satisfies readonly (keyof BillingDetails)[];

/** True if an invoice can be addressed: company, country and the first line of the address are there. */
export const isComplete = (details: Pick<BillingDetails, (typeof neededBillingDetails)[number]> | null) =>
  details !== null && neededBillingDetails.every((field) => details[field].trim() !== "");
