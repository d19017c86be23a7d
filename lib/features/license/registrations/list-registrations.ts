import { z } from "zod";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { licenseAndPlan } from "@/lib/features/license/lifecycle/queries";
import { countRegistrations, type Registration, registrationsAfter } from "./queries";
import { limitOf, registrationKinds } from "./registration-kinds";

/** Largest page of a list. */
export const largestPage = 1_000;

export type RegistrationPage = {
  registrations: Registration[];
  registered: number;
  /** Null: no limit. */
  maximum: number | null;
  /** Ask for what comes `after` this id; null on the last page. */
  next: string | null;
};

/** The registered RPs or users of a tenant by id, a page at a time, with how many there are and may be. */
export const listRegistrations = useCase(tenant("registrations.view"), {
  input: z.strictObject({
    kind: z.enum(registrationKinds),
    after: foreignId.optional(),
    limit: z.number().int().min(1).max(largestPage).default(100),
  }),
  async read({ input, tx, tenantId }): Promise<RegistrationPage> {
    const { kind, after, limit } = input;
    const found = await registrationsAfter(tx, tenantId, kind, { after, limit: limit + 1 });
    const page = found.slice(0, limit);
    const { limits } = (await licenseAndPlan(tx, tenantId)).plan.definition;
    return {
      registrations: page,
      registered: await countRegistrations(tx, tenantId, kind),
      maximum: limits[limitOf[kind]],
      next: found.length > limit ? (page.at(-1)?.externalId ?? null) : null,
    };
  },
});
