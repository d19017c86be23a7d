import type { SeatsComponent } from "./component";

/** Seats that count: at least the minimum. Allowances for each seat are given for these, included or paid. */
export const countedSeats = (seats: number, component: SeatsComponent | undefined): number =>
  Math.max(seats, component?.minimum ?? 0);
