"use client";

import { usePathname, useRouter } from "next/navigation";
import { useTransition } from "react";
import { changeTableState, type TableState, writeTableState } from "./table-state";

/** Moves the table by moving the address; `pending` while the server brings the rows. */
export function useTableState(state: TableState) {
  const router = useRouter();
  const path = usePathname();
  const [pending, startTransition] = useTransition();
  const hrefOf = (change: Partial<TableState>) =>
    `${path}${writeTableState(changeTableState(state, change))}`;
  const change = (next: Partial<TableState>) =>
    startTransition(() => router.replace(hrefOf(next), { scroll: false }));
  return { pending, hrefOf, change };
}
