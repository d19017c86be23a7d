"use client";

import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";

/** Prints the page, on which it is not printed itself. */
export function PrintButton({ children }: { children: string }) {
  return (
    <Button
      size="sm"
      variant="quiet"
      onClick={() => window.print()}
      icon={<Printer aria-hidden="true" />}
      className="print:hidden"
    >
      {children}
    </Button>
  );
}
