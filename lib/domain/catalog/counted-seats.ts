import type { SeatsComponent } from "./component";

/** The seats that count: at least the minimum. Allowances per seat are given for these, included or paid. */
export const countedSeats = (seats: number, component: SeatsComponent | undefined): number =>
  Math.max(seats, component?.minimum ?? 0);
