import { z } from "zod";

/** What servers keep with something: as much as Stripe and Dodo take. */
export const metadata = z
  .record(z.string().min(1).max(40), z.string().max(500))
  .refine((pairs) => Object.keys(pairs).length <= 50, { params: { rule: "too_many", maximum: 50 } });
