import { readFile, writeFile } from "node:fs/promises";
import { exampleFile, readmeWithRows } from "./configuration";

// `npm run env:write`: after a change of lib/env-variables.ts.
await writeFile(".env.example", exampleFile());
await writeFile("README.md", readmeWithRows(await readFile("README.md", "utf8")));
