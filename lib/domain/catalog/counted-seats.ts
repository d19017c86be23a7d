import type { SeatsComponent } from "./component";

/** The seats that count: at least the minimum. Allowances per seat are given for these, included or paid. */
export const countedSeats = (seats: number, component: SeatsComponent | undefined): number =>
  Math.max(seats, component?.minimum ?? 0);

/** The fewest seats that a license of this plan has: those that are included, or that are paid for in any case. */
export const fewestSeats = ({ included, minimum }: SeatsComponent): number => Math.max(included, minimum);
