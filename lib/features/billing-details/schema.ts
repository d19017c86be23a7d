import { z } from "zod";
import { line, requiredLine } from "../shared/rules";

/** Billing details as people enter them and as they are kept. Lengths keep within what Stripe stores. */
export const billingDetailsSchema = z.strictObject({
  companyName: requiredLine(150),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/),
  postalCode: line(20),
  state: line(100),
  city: line(100),
  line1: requiredLine(200),
  line2: line(200),
  phone: line(20),
});
