import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { type ChangeFacts, readChangeFacts } from "./change-facts";
import { requestedChangeSchema } from "./requested-change";
import { requireNow } from "./require-now";

/** What a requested change would cost. */
export type RequestPreview = ReturnType<typeof requestPreview>;

/** The preview of a change that the SaaS's own servers ask for, in the mode that they name. */
export const previewRequest = useCase(tenant("license.request_change", { locks: true }), {
  input: requestedChangeSchema,
  async write({ ctx, input, tx, tenantId, standing }): Promise<RequestPreview> {
    await beginDuePeriods(tx, ctx, tenantId);
    const { isNow, waits, ...wanted } = input;
    const facts = await readChangeFacts(tx, standing, wanted, ctx.now, waits);
    requireNow(facts, isNow);
    return requestPreview(facts);
  },
});

function requestPreview({ kind, current, target, wanted, promise }: ChangeFacts) {
  return {
    kind,
    definition: target.definition,
    interval: wanted.interval,
    seats: wanted.seats,
    addons: { ...wanted.addons },
    /** The plans of its lines, by version. */
    planKeys: { [current.id]: current.planKey, [target.id]: target.planKey } as Record<string, string>,
    isChargedNow: kind === "purchase" || kind === "upgrade",
    promise,
  };
}
