"use server";

import { asPerson } from "@/lib/auth/guard";
import { personAction } from "@/lib/auth/server-actions";
import { refused } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { createApiKey as create } from "@/lib/features/people/api-keys/create-api-key";
import { revokeApiKey as revoke } from "@/lib/features/people/api-keys/revoke-api-key";

export const createApiKey = personAction(create);

export async function revokeApiKey({ keyId }: { keyId: string }) {
  if (!isId("apiKey", keyId)) return refused("not_found");
  return asPerson((ctx) => revoke(ctx, keyId));
}
