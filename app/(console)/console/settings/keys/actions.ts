"use server";

import { asPerson } from "@/lib/auth/guard";
import { createApiKey } from "@/lib/features/people/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/features/people/api-keys/revoke-api-key";

export async function createKey(input: Parameters<typeof createApiKey>[1]) {
  return asPerson((ctx) => createApiKey(ctx, input));
}

export async function revokeKey(keyId: string) {
  return asPerson((ctx) => revokeApiKey(ctx, { keyId }));
}
