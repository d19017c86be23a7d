import type { Tenant } from "../tenant";

/** Something that a person or a program may do. It says in a few words what it did; null if there was nothing to do it to. */
export type Act = (tenant: Tenant) => Promise<string | null>;

/** The acts of one kind of person, each with how often it is chosen beside the others. */
export type Acts = Record<string, { often: number; act: Act }>;
