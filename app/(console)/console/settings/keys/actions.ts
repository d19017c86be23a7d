"use server";

import { contextOf, currentPerson } from "@/lib/auth/session";
import { type Result, refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { createApiKey } from "@/lib/features/api-keys/create";
import { revokeApiKey } from "@/lib/features/api-keys/revoke";
import type { Context } from "@/lib/features/shared/context";

async function asPerson<T>(act: (ctx: Context) => Promise<Result<T>>): Promise<Result<T>> {
  const person = await currentPerson();
  return person ? act(await contextOf(person)) : refused("unauthenticated");
}

export async function createKey(input: Parameters<typeof createApiKey>[1]) {
  return asPerson((ctx) => createApiKey(ctx, input));
}

export async function revokeKey(keyId: string) {
  return asPerson((ctx) => revokeApiKey(ctx, keyId as Id<"apiKey">));
}
