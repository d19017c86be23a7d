import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonStyle } from "./button-style";
import { cx } from "./cx";
import { VisuallyHidden } from "./visually-hidden";

export type LinkButtonProps = Omit<ComponentProps<"a">, "href"> &
  ButtonLook & {
    href: string;
    icon?: ReactNode;
    /** Leaves Choba: a full page load, an arrow beside the words; `target="_blank"` is announced. */
    external?: boolean;
    prefetch?: boolean;
  };

/** Goes somewhere, so it is a link, and looks like a button. What changes something is a Button. */
export function LinkButton({
  href,
  variant,
  size,
  block,
  icon,
  external = false,
  prefetch,
  className,
  children,
  ...rest
}: LinkButtonProps) {
  const look = cx(buttonStyle({ variant, size, block }), className);
  if (!external)
    return (
      <Link {...rest} href={href} prefetch={prefetch} className={look}>
        {icon}
        {children}
      </Link>
    );
  return (
    <a
      {...rest}
      href={href}
      className={look}
      rel={rest.target === "_blank" ? "noopener noreferrer" : undefined}
    >
      {icon}
      {children}
      <ExternalLink aria-hidden="true" />
      {rest.target === "_blank" && <NewWindowNote />}
    </a>
  );
}

function NewWindowNote() {
  const t = useTranslations("common");
  return <VisuallyHidden> ({t("newWindow")})</VisuallyHidden>;
}
