import type { ReactNode } from "react";

/** What the shell shows is data; who may see which item has been decided before it gets here. */
export type NavItem = {
  href: string;
  label: string;
  /** An icon element, 16 to 20 px. */
  icon: ReactNode;
  /** A short count, such as failures to look at. */
  badge?: string;
};

export type NavGroup = { label?: string; items: readonly NavItem[] };

export type TenantChoice = { id: string; name: string; href: string };

export type ShellUser = { name: string; email: string };

/** Something ⌘K can do or open besides the navigation, the tenants and the preferences: an act, or a tenant that was found. */
export type ShellCommand = { label: string; href: string; hint?: string; keywords?: string };

/** A place in the account menu beside the usual ones. */
export type ShellLink = { label: string; href: string; icon: ReactNode };
