"use server";

import { personAction } from "@/lib/auth/server-actions";
import { createApiKey as create } from "@/lib/features/people/api-keys/create-api-key";
import { revokeApiKey as revoke } from "@/lib/features/people/api-keys/revoke-api-key";
import { rotateApiKey as rotate } from "@/lib/features/people/api-keys/rotate-api-key";

export const createApiKey = personAction(create);

export const rotateApiKey = personAction(rotate);

export const revokeApiKey = personAction(revoke);
