"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { ToastProvider } from "@/components/ui/toast";

/** A stylesheet of 124 unicode ranges; a reader of English does not wait for it. */
const JapaneseFont = dynamic(() => import("./japanese-font"));

type Props = { nonce?: string; japanese: boolean; children: ReactNode };

export function ClientProviders({ nonce, japanese, children }: Props) {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, retry: 1 } } }),
  );
  return (
    <CSPProvider nonce={nonce} disableStyleElements>
      <QueryClientProvider client={queries}>
        <ToastProvider>
          {japanese && <JapaneseFont />}
          {/* Popups are portalled beside this box and stand above whatever z-index is used inside it. */}
          <div className="isolate min-h-dvh">{children}</div>
        </ToastProvider>
      </QueryClientProvider>
    </CSPProvider>
  );
}
