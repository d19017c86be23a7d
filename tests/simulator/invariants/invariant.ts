import type { Company } from "../company";

/** What must be true after the worst days. `broken` lists in words where it is not. */
export type Invariant = { name: string; says: string; broken(company: Company): Promise<string[]> };
