import { desc } from "drizzle-orm";
import { z } from "zod";
import { apiKeys } from "@/drizzle/schema";
import type { ApiScope } from "@/lib/domain/access/actions";
import type { Id } from "@/lib/domain/ids";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { endsSoon } from "./ends-soon";

export type ApiKeyView = {
  id: Id<"apiKey">;
  name: string;
  kind: "bearer" | "signature";
  /** How its secret, or the key of a signature, begins. */
  prefix: string;
  /** Only of a signature key. */
  saasId: string | null;
  scopes: ApiScope[];
  /** Of how many tenants; null: of all. */
  tenants: number | null;
  /** The name of who made it. */
  createdBy: string;
  /** ISO 8601, as are the others. */
  createdAt: string;
  /** Within a minute; null: never. */
  lastUsedAt: string | null;
  /** From then on it opens nothing; null: it has no end. */
  endsAt: string | null;
  hasEnded: boolean;
  /** Within two weeks. */
  endsSoon: boolean;
  /** It was rotated; until its end both open. */
  isReplaced: boolean;
  revokedAt: string | null;
};

/** Every key, those that work first, the newest first. Nothing that opens anything is among it. */
export const listApiKeys = useCase(staff("api_keys.manage"), {
  input: z.strictObject({}),
  async read({ ctx, tx }): Promise<ApiKeyView[]> {
    const rows = await tx
      .select({
        id: apiKeys.id,
        name: apiKeys.name,
        kind: apiKeys.kind,
        prefix: apiKeys.prefix,
        saasId: apiKeys.saasId,
        scopes: apiKeys.scopes,
        createdBy: apiKeys.createdBy,
        createdAt: apiKeys.createdAt,
        lastUsedAt: apiKeys.lastUsedAt,
        endsAt: apiKeys.endsAt,
        tenantIds: apiKeys.tenantIds,
        replacedBy: apiKeys.replacedBy,
        revokedAt: apiKeys.revokedAt,
      })
      .from(apiKeys)
      .orderBy(desc(apiKeys.id));
    const views = rows.map(({ tenantIds, replacedBy, ...row }) => ({
      ...row,
      tenants: tenantIds?.length ?? null,
      isReplaced: replacedBy !== null,
      endsSoon: !row.revokedAt && endsSoon(row.endsAt, ctx.now),
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      endsAt: row.endsAt?.toISOString() ?? null,
      hasEnded: row.endsAt !== null && row.endsAt <= ctx.now,
      revokedAt: row.revokedAt?.toISOString() ?? null,
    }));
    return [...views.filter((key) => !key.revokedAt), ...views.filter((key) => key.revokedAt)];
  },
});
