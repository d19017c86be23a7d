import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { readChangeFacts } from "@/lib/features/license/plan-change/change-facts";
import { wantedChangeSchema } from "@/lib/features/license/plan-change/wanted-change";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { keepPromise, type PromisedPreview } from "./kept-promises";

/**
 * What a change would do today, kept under an id, so that a program places exactly this by naming it. A person's screen
 * sends back what it showed instead (`previewChange`).
 */
export const promiseChange = useCase(tenant("license.change", { locks: true }), {
  input: wantedChangeSchema,
  async write(scope): Promise<PromisedPreview> {
    const { ctx, input, tx, tenantId, standing } = scope;
    await beginDuePeriods(tx, ctx, tenantId);
    return keepPromise(scope, input, await readChangeFacts(tx, standing, input, ctx.now));
  },
});
