import type { Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { UseCase } from "@/lib/features/foundation/use-case/use-case";
import { asPerson, onTenant } from "./guard";

/*
 * Server actions made from use-cases. A server action only finds out who calls, and calls the use-case. The
 * use-case checks permission and input, since a caller may send anything whatever its type says. It returns a
 * Result in plain JSON.
 */

type Sent<Input> = Record<string, never> extends Input ? [input?: Input] : [input: Input];

/** A use-case of one tenant, called with the tenant's slug first. */
export const tenantAction =
  <Input, Value>(run: UseCase<[tenantId: Id<"tenant">], Input, Value>) =>
  async (slug: string, ...[input]: Sent<Input>): Promise<Result<Value>> =>
    onTenant(slug, (ctx, tenantId) => run(ctx, tenantId, (input ?? {}) as Input));

/** A use-case that belongs to no tenant. */
export const personAction =
  <Input, Value>(run: UseCase<[], Input, Value>) =>
  async (...[input]: Sent<Input>): Promise<Result<Value>> =>
    asPerson((ctx) => run(ctx, (input ?? {}) as Input));
