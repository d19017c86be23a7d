import { ExternalLink } from "lucide-react";
import Link from "next/link";
import type { ComponentProps } from "react";
import { cx } from "./cx";

const look =
  "rounded-sm font-medium text-action underline decoration-action/35 underline-offset-3 transition-colors hover:text-action-strong hover:decoration-action";

/** A link in running text or a table. `external` leaves Choba and shows an arrow. */
export function TextLink({
  href,
  external,
  className,
  children,
  ...rest
}: ComponentProps<"a"> & { href: string; external?: boolean }) {
  if (!external)
    return (
      <Link {...rest} href={href} className={cx(look, className)}>
        {children}
      </Link>
    );
  return (
    <a {...rest} href={href} className={cx(look, className)}>
      {children}
      <ExternalLink aria-hidden="true" className="mb-0.5 ml-1 inline size-3.5" />
    </a>
  );
}

/** A button that reads as a link, for a small action beside text such as "Cancel the reservation". */
export function linkLook(className?: string) {
  return cx(look, "cursor-pointer", className);
}
