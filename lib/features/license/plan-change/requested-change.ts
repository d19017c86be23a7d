import { z } from "zod";
import { changeModes } from "@/lib/domain/catalog/change-mode";
import { wantedChangeSchema } from "./wanted-change";

/** A change that the SaaS's own servers ask for. They choose its mode, and may let it wait though it is more. */
export const requestedChangeSchema = wantedChangeSchema.extend({
  mode: z.enum(changeModes).default("prorated"),
  waits: z.boolean().default(false),
  /** Refuses a change to less instead of reserving it. */
  isNow: z.boolean().default(false),
});
