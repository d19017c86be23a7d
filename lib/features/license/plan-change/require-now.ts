import { Refused } from "@/lib/domain/errors";
import type { ChangeFacts } from "./change-facts";

/** Refuses a change to less that was asked for now: what is paid is kept until the next period begins. */
export function requireNow({ kind }: Pick<ChangeFacts, "kind">, isNow: boolean): void {
  if (isNow && kind === "downgrade")
    throw new Refused("invalid_input", { fields: [{ field: "effectiveAt", rule: "less_waits" }] });
}
