"use client";

import { Select } from "@/components/ui/select";
import type { Rep } from "@/lib/features/people/tenants/sales-reps";

const nobodyValue = "nobody";

/** The rep that a `RepSelect` sent with its form; null for nobody. The use-case refuses when nothing was chosen. */
export const chosenRep = (value: string): string | null => (value === nobodyValue ? null : value);

type RepSelectProps = {
  reps: readonly Rep[];
  /** Words for the choice of nobody; absent: not offered. */
  nobody?: string;
};

/** One of the sales reps. Stands inside a Field. */
export function RepSelect({ reps, nobody }: RepSelectProps) {
  return (
    <Select
      options={[
        ...reps.map(({ id, name, email }) => ({ value: id as string, label: name, hint: email })),
        ...(nobody ? [{ value: nobodyValue, label: nobody }] : []),
      ]}
    />
  );
}
