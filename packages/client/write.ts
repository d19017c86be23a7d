// Writes src/generated/operations.ts from the API's own description.
import { mkdir, writeFile } from "node:fs/promises";
import { createApi } from "@/api/app";
import { operationsSource } from "./generate";

const file = new URL("src/generated/operations.ts", import.meta.url);
const answer = await createApi().request("/api/openapi.json");
await mkdir(new URL(".", file), { recursive: true });
await writeFile(file, await operationsSource((await answer.json()) as never));
process.exit(0);
