import type { Result } from "@/lib/domain/errors";
import type { NewApiKey } from "@/lib/features/people/api-keys/create-api-key";

/** The server actions as the screen of the API keys knows them. */
export type KeyActs = {
  create(input: {
    name: string;
    kind: "bearer" | "signature";
    scopes: ("ingest" | "read" | "manage")[];
  }): Promise<Result<NewApiKey>>;
  revoke(keyId: string): Promise<Result<unknown>>;
};
