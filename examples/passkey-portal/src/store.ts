import { randomUUID } from "node:crypto";
import type { Locale } from "./texts.js";

/** A customer of the portal. Its own database would keep this; the example forgets it when it ends. */
export type Company = {
  id: string;
  name: string;
  owner: { id: string; name: string; email: string };
  locale: Locale;
};

export type Mail = { to: string; subject: string; text: string };

export class Store {
  private readonly companies = new Map<string, Company>();
  private readonly sessions = new Map<string, string>();
  /** Messages of webhooks that were handled: each may come more than once. */
  private readonly handled = new Set<string>();
  readonly mails: Mail[] = [];

  add(name: string, owner: { name: string; email: string }, locale: Locale): Company {
    const company = {
      id: `org_${randomUUID()}`,
      name,
      owner: { id: `usr_${randomUUID()}`, ...owner },
      locale,
    };
    this.companies.set(company.id, company);
    return company;
  }

  find(companyId: string | null | undefined): Company | undefined {
    return companyId ? this.companies.get(companyId) : undefined;
  }

  signIn(company: Company): string {
    const token = randomUUID();
    this.sessions.set(token, company.id);
    return token;
  }

  whoIs(token: string | undefined): Company | undefined {
    return this.find(token && this.sessions.get(token));
  }

  /** True for the first time only. */
  isNew(messageId: string): boolean {
    if (this.handled.has(messageId)) return false;
    this.handled.add(messageId);
    return true;
  }
}
