"use server";

import { asPerson } from "@/lib/auth/guard";
import type { Id } from "@/lib/domain/ids";
import { createApiKey } from "@/lib/features/api-keys/create";
import { revokeApiKey } from "@/lib/features/api-keys/revoke";

export async function createKey(input: Parameters<typeof createApiKey>[1]) {
  return asPerson((ctx) => createApiKey(ctx, input));
}

export async function revokeKey(keyId: string) {
  return asPerson((ctx) => revokeApiKey(ctx, keyId as Id<"apiKey">));
}
