import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { createApiKey } from "@/lib/features/people/api-keys/create-api-key";
import type { revokeApiKey } from "@/lib/features/people/api-keys/revoke-api-key";
import type { rotateApiKey } from "@/lib/features/people/api-keys/rotate-api-key";

/** What can be done with API keys. */
export type KeyActions = {
  createApiKey: ActionOf<typeof createApiKey>;
  rotateApiKey: ActionOf<typeof rotateApiKey>;
  revokeApiKey: (input: { keyId: string }) => ReturnType<typeof revokeApiKey>;
};
