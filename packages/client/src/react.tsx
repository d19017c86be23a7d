"use client";

import { type CSSProperties, useEffect, useRef, useState } from "react";

export type BillingDashboardProps = {
  /** The address of a dashboard session, which your server asked Choba for a moment ago: `url` of `createDashboardSession`. */
  session: string;
  /** What screen readers call the frame. */
  title?: string;
  /** Until the page says how tall it is. */
  minHeight?: number;
  className?: string;
  style?: CSSProperties;
};

/**
 * The tenant's billing dashboard inside your page. A session opens once, so ask for a new one each time this is mounted.
 * The frame grows with its page; Stripe's pages open in the whole window and lead back.
 */
export function BillingDashboard({
  session,
  title,
  minHeight = 480,
  className,
  style,
}: BillingDashboardProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(minHeight);
  useEffect(() => {
    const { origin } = new URL(session);
    // Sheets fill the frame, so it ends within what one sees without scrolling.
    const fit = (wanted: number) => {
      const above = (frame.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
      setHeight(Math.max(minHeight, Math.min(Math.ceil(wanted), window.innerHeight - above)));
    };
    const hear = (event: MessageEvent) => {
      // Anybody may send messages to a window: only this frame's own page is heard.
      if (event.origin !== origin || event.source !== frame.current?.contentWindow) return;
      const said = event.data as { type?: unknown; height?: unknown } | null;
      if (said?.type === "choba:height" && typeof said.height === "number" && said.height > 0)
        fit(said.height);
    };
    window.addEventListener("message", hear);
    return () => window.removeEventListener("message", hear);
  }, [session, minHeight]);
  return (
    <iframe
      ref={frame}
      src={session}
      title={title ?? "Billing"}
      className={className}
      style={{ border: 0, width: "100%", height, ...style }}
      allow="payment"
    />
  );
}
