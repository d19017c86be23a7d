// Made from the API's description by `npm run client:write`. A test compares them.
// biome-ignore-all lint: it is written by a program.
/**
 * The next regular charge; null: none
 */
export type NextCharge = {
  /**
   * A day of the tenant's time zone
   */
  on: string;
  lines: PromisedLine[];
  taxes: PromisedTax[];
  /**
   * In the smallest unit, as text
   */
  total: string;
} | null;
export type Order = {
  id: string;
  kind: "purchase" | "upgrade";
  /**
   * `needs_card`, `requires_action` (the bank asks the payer) and `needs_payment` wait for the payer at `pay_url`. The license changes with `done`. `stale`: the price did not hold until it could be charged
   */
  state:
    | "needs_card"
    | "processing"
    | "requires_action"
    | "needs_payment"
    | "done"
    | "cancelled"
    | "failed"
    | "stale";
  plan: {
    key: string;
    name: string;
  };
  interval: "month" | "year";
  seats: number;
  /**
   * By key: `1` for one that is on, how many, or the key of the chosen option
   */
  add_ons: {
    [k: string]: string | undefined;
  };
  /**
   * null: confirmed on a screen
   */
  promise_id: string | null;
  mode: "prorated" | "difference" | "full" | "none";
  /**
   * A day of the tenant's time zone
   */
  trial_end: string | null;
  currency: string;
  /**
   * In the smallest unit, as text
   */
  total: string;
  /**
   * In the smallest unit, as text
   */
  due_now: string;
  invoice: {
    id: string;
    number: string | null;
  } | null;
  /**
   * Where the payer's browser goes while it waits for them. Shown to keys that manage
   */
  pay_url: string | null;
  return_url: string | null;
  /**
   * Why it waits or failed
   */
  reason: string | null;
  created_at: string;
  closed_at: string | null;
} | null;
export type Reservation = {
  id: string;
  state: "reserved" | "applied" | "cancelled" | "failed";
  plan: {
    key: string;
    name: string;
  };
  interval: "month" | "year";
  seats: number;
  /**
   * By key: `1` for one that is on, how many, or the key of the chosen option
   */
  add_ons: {
    [k: string]: string | undefined;
  };
  /**
   * null: confirmed on a screen
   */
  promise_id: string | null;
  effective_at: string;
  currency: string;
  next: NextCharge & {
    [k: string]: unknown | undefined;
  };
  created_at: string;
  closed_at: string | null;
} | null;

export interface Operations {
  /**
   * What a plan of the catalog, or any other, would cost; nothing is bought
   */
  createEstimate: {
    input: {
      body: EstimateRequest;
    };
    answer: Estimate;
  };
  /**
   * An estimate as it was told, however prices have changed since
   */
  readEstimate: {
    input: {
      estimate_id: string;
    };
    answer: Estimate;
  };
  /**
   * What is on sale, in words and amounts, the smallest first
   */
  listPlans: {
    input: {
      /**
       * Of its words
       */
      locale?: "en" | "ja";
      /**
       * Only plans in it, and free ones: what a tenant of it can choose
       */
      currency?: string;
    };
    answer: PlanPage;
  };
  /**
   * One plan that is on sale
   */
  getPlan: {
    input: {
      key: string;
      /**
       * Of its words
       */
      locale?: "en" | "ja";
    };
    answer: Plan;
  };
  /**
   * Make a tenant with its owner, on Free at once
   */
  createTenant: {
    input: {
      body: NewTenant;
    };
    answer: Tenant;
  };
  /**
   * List tenants, the newest first
   */
  listTenants: {
    input: {
      limit?: number;
      /**
       * `next` of the page before
       */
      after?: string;
      external_id?: string;
      /**
       * Of one of its owners
       */
      owner_email?: string;
    };
    answer: TenantPage;
  };
  /**
   * Read a tenant
   */
  readTenant: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
    };
    answer: Tenant;
  };
  /**
   * Change a tenant's name, language, your id of it, or metadata
   */
  updateTenant: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      body: TenantChange;
    };
    answer: Tenant;
  };
  /**
   * Part from a tenant; its data stays
   */
  closeTenant: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
    };
    answer: Tenant;
  };
  /**
   * Take a closed tenant back, as it was
   */
  reopenTenant: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
    };
    answer: Tenant;
  };
  /**
   * List a tenant's members, who joined last first
   */
  listMembers: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      limit?: number;
      /**
       * `next` of the page before
       */
      after?: string;
    };
    answer: MemberPage;
  };
  /**
   * Make somebody a member at once, without an invitation
   */
  addMember: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      body: NewMember;
    };
    answer: Member;
  };
  /**
   * Read a member
   */
  readMember: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      /**
       * The member's id (`usr_…`), `external:` and your own id, or the e-mail address, percent-encoded
       */
      member: string;
    };
    answer: Member;
  };
  /**
   * Change a member's role or your id of them, or name them payment administrator
   */
  updateMember: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      /**
       * The member's id (`usr_…`), `external:` and your own id, or the e-mail address, percent-encoded
       */
      member: string;
      body: MemberChange;
    };
    answer: Member;
  };
  /**
   * Remove a member; one who is none is no error
   */
  removeMember: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      /**
       * The member's id (`usr_…`), `external:` and your own id, or the e-mail address, percent-encoded
       */
      member: string;
    };
    answer: undefined;
  };
  /**
   * Send up to 1000 usage events, each counted exactly once however often it is sent
   */
  ingestEvents: {
    input: {
      /**
       * true: one bad event refuses all of them, of a stream of lines too, which may then have 1 GB. As in a JSON body
       */
      all_or_nothing?: "true" | "false";
      body: {
        events: UsageEvent[];
        /**
         * true: one bad event refuses the whole call; false: it is listed in `rejected`
         */
        all_or_nothing?: boolean;
      };
    };
    answer: IngestedEvents;
  };
  /**
   * What has happened, the oldest first
   */
  listEvents: {
    input: {
      /**
       * `next` of an earlier answer; left out: from the oldest
       */
      after?: string;
      /**
       * Only these, separated by commas
       */
      types?: string;
      /**
       * Only of this tenant: its id, its slug, or `external:` and your own id
       */
      tenant?: string;
      limit?: number;
    };
    answer: EventsLog;
  };
  /**
   * One event
   */
  getEvent: {
    input: {
      event: string;
    };
    answer: Event;
  };
  /**
   * Take an event out of all counts; its id stays taken
   */
  voidEvent: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      /**
       * As it was sent
       */
      event_id: string;
      body: VoidEvent;
    };
    answer: CorrectedEvent;
  };
  /**
   * Let an event count with other metadata, or at another time
   */
  amendEvent: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      /**
       * As it was sent
       */
      event_id: string;
      body: AmendEvent;
    };
    answer: CorrectedEvent;
  };
  /**
   * List events as they were sent, the latest first (Dodo's dialect)
   */
  dodoListEvents: {
    input: {
      /**
       * From 1
       */
      page_number?: number;
      page_size?: number;
      /**
       * Tenant id, slug, or Stripe customer id
       */
      customer_id?: string;
      event_name?: string;
      /**
       * What this meter unit counts
       */
      meter_id?: string;
      /**
       * Not before
       */
      start?: string;
      /**
       * Before
       */
      end?: string;
    };
    answer: SentUsageEventPage;
  };
  /**
   * Read one event as it was sent (Dodo's dialect)
   */
  dodoReadEvent: {
    input: {
      event_id: string;
      /**
       * Tenant id, slug, or Stripe customer id
       */
      customer_id?: string;
    };
    answer: SentUsageEvent;
  };
  /**
   * What meter units counted over a day, a month or a range of days
   */
  readUsage: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      /**
       * A meter unit by name; default: all of them
       */
      unit?: string;
      /**
       * Default: this_month, unless another period is named
       */
      period?: "today" | "this_month";
      /**
       * Or one day, such as 2026-11-20
       */
      date?: string;
      /**
       * Or one month, such as 2026-11
       */
      month?: string;
      /**
       * Or all days from here to `to`, both included; at most 800
       */
      from?: string;
      to?: string;
      /**
       * `day`: each day's count, zeros too
       */
      by?: "day";
    };
    answer: Usage;
  };
  /**
   * Make a user unrecognisable in all counts, which stay as they are
   */
  eraseUser: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      user_id: string;
    };
    answer: ErasedUser;
  };
  /**
   * Record that users authenticated; repeats count once per user and month
   */
  recordAuthentications: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      body: Authentications;
    };
    answer: RecordedAuthentications;
  };
  /**
   * Different active users on each day of a month in the tenant's time zone
   */
  readDailyUsers: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      month: string;
    };
    answer: DailyUsers;
  };
  /**
   * Monthly active users by calendar month in the tenant's time zone
   */
  readMau: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      months?: number;
    };
    answer: MauHistory;
  };
  /**
   * What a tenant holds, uses, and may still register
   */
  readLicense: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
    };
    answer: License;
  };
  /**
   * What a tenant may use, how much is used and left, and until when this answer holds
   */
  getEntitlements: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
    };
    answer: Entitlements;
  };
  /**
   * May this tenant do this now?
   */
  checkEntitlement: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      body: EntitlementQuestion;
    };
    answer: EntitlementCheck;
  };
  /**
   * What a hold was for has happened, and is counted by itself; again changes nothing
   */
  confirmHold: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      hold: string;
    };
    answer: ClosedHold;
  };
  /**
   * Give back what is held; again changes nothing
   */
  releaseHold: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      hold: string;
    };
    answer: ClosedHold;
  };
  /**
   * Stop the renewal: what is paid is kept to the end of its period; again changes nothing
   */
  cancelLicense: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
    };
    answer: Renewal;
  };
  /**
   * Take a cancellation back before the period has ended; again changes nothing
   */
  resumeLicense: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
    };
    answer: Renewal;
  };
  /**
   * What a purchase or a change would cost, to the last yen, with a promise of it
   */
  previewOrder: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      body: PreviewRequest;
    };
    answer: ChangePreview;
  };
  /**
   * Order exactly what was promised
   */
  placeOrder: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      body: OrderRequest;
    };
    answer: PlacedOrder;
  };
  /**
   * The tenant's orders, the newest first
   */
  listOrders: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      limit?: number;
      /**
       * `next` of the page before
       */
      after?: string;
    };
    answer: OrderPage;
  };
  /**
   * Where an order stands
   */
  getOrder: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      order: string;
    };
    answer: Order;
  };
  /**
   * Changes that wait for the next period, and earlier ones, the newest first
   */
  listReservations: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      limit?: number;
      /**
       * `next` of the page before
       */
      after?: string;
    };
    answer: ReservationPage;
  };
  /**
   * One reservation
   */
  getReservation: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      reservation: string;
    };
    answer: Reservation;
  };
  /**
   * Cancel a reservation, so that what is held goes on; one that was cancelled stays so
   */
  cancelReservation: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      reservation: string;
    };
    answer: Reservation;
  };
  /**
   * A tenant's invoices, the newest first
   */
  listInvoices: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      limit?: number;
      /**
       * `next` of the page before
       */
      after?: string;
    };
    answer: InvoicePage;
  };
  /**
   * One invoice with its lines and its tax by rate
   */
  getInvoice: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      invoice: string;
    };
    answer: InvoiceDetail;
  };
  /**
   * What a tenant will be charged next, as it stands now
   */
  getUpcomingInvoice: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
    };
    answer: UpcomingInvoices;
  };
  /**
   * The quotes that were sent to a tenant, the newest first
   */
  listQuotes: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      limit?: number;
      /**
       * `next` of the page before
       */
      after?: string;
    };
    answer: QuotePage;
  };
  /**
   * One quote that was sent
   */
  getQuote: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      quote: string;
    };
    answer: Quote;
  };
  /**
   * From where on the tenant is told what it uses, and what it was told this month
   */
  getUsageAlerts: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
    };
    answer: UsageAlerts;
  };
  /**
   * Set all of them; the same again changes nothing
   */
  setUsageAlerts: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      body: {
        /**
         * Of every allowance
         *
         * @maxItems 10
         */
        percents:
          | []
          | [number]
          | [number, number]
          | [number, number, number]
          | [number, number, number, number]
          | [number, number, number, number, number]
          | [number, number, number, number, number, number]
          | [number, number, number, number, number, number, number]
          | [number, number, number, number, number, number, number, number]
          | [number, number, number, number, number, number, number, number, number]
          | [number, number, number, number, number, number, number, number, number, number];
        /**
         * Of the month's cost, in the smallest unit of the tenant's currency, as text
         *
         * @maxItems 10
         */
        amounts:
          | []
          | [string]
          | [string, string]
          | [string, string, string]
          | [string, string, string, string]
          | [string, string, string, string, string]
          | [string, string, string, string, string, string]
          | [string, string, string, string, string, string, string]
          | [string, string, string, string, string, string, string, string]
          | [string, string, string, string, string, string, string, string, string]
          | [string, string, string, string, string, string, string, string, string, string];
      };
    };
    answer: UsageAlerts;
  };
  /**
   * Charge work by the price list, or an amount, now or on the next invoice
   */
  createCharge: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      body: ChargeRequest;
    };
    answer: Charge;
  };
  /**
   * The newest hundred charges, the newest first
   */
  listCharges: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
    };
    answer: Charges;
  };
  /**
   * Take back a charge that is not on an invoice yet; one that was withdrawn stays so
   */
  withdrawCharge: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      charge: string;
      body: {
        reason: string;
      };
    };
    answer: undefined;
  };
  /**
   * Register one RP under your own id; the same id again changes nothing
   */
  registerRp: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      body: {
        id: string;
        name?: string;
        /**
         * A hold that kept its place free; it takes one of its places
         */
        hold_id?: string;
      };
    };
    answer: Registration;
  };
  /**
   * List the registered RPs by id
   */
  listRps: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      after?: string;
      limit?: number;
    };
    answer: RegistrationPage;
  };
  /**
   * Remove one RP and free its place; an unknown one is no error
   */
  removeRp: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      id: string;
    };
    answer: undefined;
  };
  /**
   * Register one user under your own id; the same id again changes nothing
   */
  registerUser: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      body: {
        id: string;
        name?: string;
        /**
         * A hold that kept its place free; it takes one of its places
         */
        hold_id?: string;
      };
    };
    answer: Registration;
  };
  /**
   * List the registered users by id
   */
  listUsers: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      after?: string;
      limit?: number;
    };
    answer: RegistrationPage;
  };
  /**
   * Remove one user and free its place; an unknown one is no error
   */
  removeUser: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      id: string;
    };
    answer: undefined;
  };
  /**
   * Make a link that opens a billing page for one of the tenant's people, once and within a minute
   */
  createDashboardSession: {
    input: {
      /**
       * The tenant's id (`ten_…`), its slug, or `external:` and your own id of it
       */
      tenant: string;
      body: NewDashboardSession;
    };
    answer: DashboardSession;
  };
}
export interface EstimateRequest {
  /**
   * A plan of the catalog
   */
  plan_key?: string;
  /**
   * Default: the newest one on sale
   */
  plan_version?: number;
  /**
   * Instead of `plan_key`: any plan
   */
  plan?: {
    format?: "choba.plan";
    name: {
      en: string;
      ja: string;
    };
    summary?: {
      en: string;
      ja: string;
    };
    /**
     * @maxItems 1000
     */
    features?: {
      en: string;
      ja: string;
    }[];
    currency: string;
    limits?: {
      registered_rps?: number | null;
      registered_users?: number | null;
    };
    trial_days?: number;
    change_mode?: "prorated" | "difference" | "full" | "none";
    /**
     * @maxItems 1000
     */
    components?: (
      | {
          kind: "base";
          key: string;
          name: {
            en: string;
            ja: string;
          };
          currency?: string;
          tax_category?: "standard" | "reduced";
          amount_minor: {
            month?: string | null;
            year?: string | null;
          };
        }
      | {
          kind: "seats";
          key: string;
          name: {
            en: string;
            ja: string;
          };
          currency?: string;
          tax_category?: "standard" | "reduced";
          unit_amount_minor: {
            month?: string | null;
            year?: string | null;
          };
          included?: number;
          minimum?: number;
          maximum?: number | null;
          in_use?: "registered_users";
        }
      | {
          kind: "usage";
          key: string;
          name: {
            en: string;
            ja: string;
          };
          currency?: string;
          tax_category?: "standard" | "reduced";
          meter: string;
          unit: {
            en: string;
            ja: string;
          };
          scale?: {
            divide_by: string;
            decimals: number;
            rounding?: "half_up" | "down" | "up";
          } | null;
          included?: string;
          included_per_seat?: string;
          price:
            | {
                model: "unlimited";
              }
            | {
                model: "limit";
              }
            | {
                model: "per_unit";
                unit_amount_minor: string;
                per?: string;
              }
            | {
                model: "package";
                amount_minor: string;
                size: string;
              }
            | {
                model: "graduated";
                /**
                 * @maxItems 1000
                 */
                tiers: {
                  up_to?: string | null;
                  unit_amount_minor?: string;
                  flat_amount_minor?: string;
                }[];
              }
            | {
                model: "volume";
                /**
                 * @maxItems 1000
                 */
                tiers: {
                  up_to?: string | null;
                  unit_amount_minor?: string;
                  flat_amount_minor?: string;
                }[];
              };
          cap_minor?: string | null;
          minimum_minor?: string | null;
        }
      | {
          kind: "addon";
          key: string;
          name: {
            en: string;
            ja: string;
          };
          currency?: string;
          tax_category?: "standard" | "reduced";
          choice:
            | {
                type: "switch";
                amount_minor: {
                  month?: string | null;
                  year?: string | null;
                };
              }
            | {
                type: "quantity";
                unit_amount_minor: {
                  month?: string | null;
                  year?: string | null;
                };
                included?: number;
                maximum?: number | null;
              }
            | {
                type: "one_of";
                /**
                 * @maxItems 1000
                 */
                options: {
                  key: string;
                  name: {
                    en: string;
                    ja: string;
                  };
                  amount_minor: {
                    month?: string | null;
                    year?: string | null;
                  };
                }[];
              };
        }
      | {
          kind: "on_demand";
          key: string;
          name: {
            en: string;
            ja: string;
          };
          currency?: string;
          tax_category?: "standard" | "reduced";
          unit: {
            en: string;
            ja: string;
          };
          unit_amount_minor: string;
          included?: string;
        }
    )[];
  };
  /**
   * Default: month
   */
  interval?: "month" | "year";
  quantities?: EstimateQuantities;
  discounts?: EstimateDiscount[];
  /**
   * Months the license has lasted; default: 0
   */
  months_before?: number;
  /**
   * Keys of the catalog's tax rates
   */
  tax_rates?: string[];
  /**
   * Taxes that are not in the catalog
   */
  taxes?: EstimateTax[];
  /**
   * Default: as the catalog says
   */
  tax_rounding?: {
    rounding: "half_up" | "down" | "up";
  };
}
export interface EstimateQuantities {
  /**
   * People with a seat
   */
  seats?: number;
  /**
   * What each meter unit records in a month, by its name
   */
  usage?: {
    [k: string]: string | number | undefined;
  };
  /**
   * By key: true or false, how many, or the key of the chosen option
   */
  addons?: {
    [k: string]: string | number | boolean | undefined;
  };
  /**
   * Work asked for in a month, by key, what is included among it
   */
  on_demand?: {
    [k: string]: string | number | undefined;
  };
}
export interface EstimateDiscount {
  name?: {
    en: string;
    ja: string;
  };
  value:
    | {
        type: "percent";
        percent: string;
      }
    | {
        type: "amount";
        amount_minor: string;
        currency?: string;
      };
  /**
   * Keys of the components that it is on; null: all
   */
  components?: string[] | null;
  /**
   * For the first months only; null: for good
   */
  months?: number | null;
}
export interface EstimateTax {
  key: string;
  name?: {
    en: string;
    ja: string;
  };
  percent: string;
  inclusive: boolean;
  /**
   * Keys of the components that it is on; null: all
   */
  components?: string[] | null;
}
export interface Estimate {
  /**
   * Reads it again, as it was told, for a year and a month
   */
  id: string;
  plan: {
    key: string | null;
    version: number | null;
    name: string;
  };
  currency: string;
  interval: "month" | "year";
  monthly: EstimateInvoice;
  /**
   * Once a year, in advance; null by the month
   */
  yearly: EstimateInvoice | null;
  /**
   * The first twelve months in all
   */
  first_year_minor: string;
  /**
   * What the plan does not offer at all, whatever is paid
   */
  does_not_fit: {
    component: string;
    /**
     * An exact decimal as text
     */
    maximum: string;
  }[];
  /**
   * What a plan in the request probably does not mean
   */
  warnings: {
    field: string;
    rule: string;
    message: string;
  }[];
}
/**
 * Each month; of a yearly license the usage only
 */
export interface EstimateInvoice {
  lines: EstimateLine[];
  /**
   * Minor units (cents, yen) as text
   */
  subtotal_minor: string;
  discounts: {
    name: string;
    /**
     * An exact decimal as text
     */
    percent: string | null;
    /**
     * Minor units (cents, yen) as text
     */
    amount_minor: string;
  }[];
  /**
   * Minor units (cents, yen) as text
   */
  discount_minor: string;
  taxes: {
    key: string;
    name: string;
    /**
     * An exact decimal as text
     */
    percent: string;
    inclusive: boolean;
    /**
     * Minor units (cents, yen) as text
     */
    taxable_minor: string;
    /**
     * Minor units (cents, yen) as text
     */
    amount_minor: string;
  }[];
  /**
   * Inclusive tax, too, which is inside the lines already
   */
  tax_minor: string;
  /**
   * Minor units (cents, yen) as text
   */
  total_minor: string;
}
export interface EstimateLine {
  /**
   * Key of the component
   */
  component: string;
  kind: string;
  /**
   * In the language of Accept-Language
   */
  description: string;
  /**
   * An exact decimal as text
   */
  quantity: string;
  /**
   * Minor units for each `per` units
   */
  unit_amount_minor: string | null;
  /**
   * An exact decimal as text
   */
  per: string;
  /**
   * Minor units (cents, yen) as text
   */
  amount_minor: string;
  /**
   * The line's share of all discounts
   */
  discount_minor: string;
}
export interface PlanPage {
  data: Plan[];
  next: null;
}
export interface Plan {
  key: string;
  version: number;
  name: string;
  summary: string;
  /**
   * As the SaaS praises it
   */
  features: string[];
  currency: string;
  is_free: boolean;
  /**
   * Of a free plan; null: see intervals
   */
  sentences: string[] | null;
  /**
   * null: it is not sold so
   */
  intervals: {
    month: {
      /**
       * Of its base fee; null: it has none
       */
      base_amount: string | null;
      /**
       * All that it can ever charge, in words
       */
      sentences: string[];
    } | null;
    year: {
      /**
       * Of its base fee; null: it has none
       */
      base_amount: string | null;
      /**
       * All that it can ever charge, in words
       */
      sentences: string[];
    } | null;
  };
  trial_days: number;
  limits: {
    registered_rps: number | null;
    registered_users: number | null;
    monthly_active_users: number | null;
  };
  /**
   * Whether the amounts have the tax in them
   */
  tax_included: boolean;
  /**
   * Every component with its amounts, seats and add-ons, as estimates and the console take it
   */
  definition: {
    format?: "choba.plan";
    name: {
      en: string;
      ja: string;
    };
    summary?: {
      en: string;
      ja: string;
    };
    /**
     * @maxItems 1000
     */
    features?: {
      en: string;
      ja: string;
    }[];
    currency: string;
    limits?: {
      registered_rps?: number | null;
      registered_users?: number | null;
    };
    trial_days?: number;
    change_mode?: "prorated" | "difference" | "full" | "none";
    /**
     * @maxItems 1000
     */
    components?: (
      | {
          kind: "base";
          key: string;
          name: {
            en: string;
            ja: string;
          };
          currency?: string;
          tax_category?: "standard" | "reduced";
          amount_minor: {
            month?: string | null;
            year?: string | null;
          };
        }
      | {
          kind: "seats";
          key: string;
          name: {
            en: string;
            ja: string;
          };
          currency?: string;
          tax_category?: "standard" | "reduced";
          unit_amount_minor: {
            month?: string | null;
            year?: string | null;
          };
          included?: number;
          minimum?: number;
          maximum?: number | null;
          in_use?: "registered_users";
        }
      | {
          kind: "usage";
          key: string;
          name: {
            en: string;
            ja: string;
          };
          currency?: string;
          tax_category?: "standard" | "reduced";
          meter: string;
          unit: {
            en: string;
            ja: string;
          };
          scale?: {
            divide_by: string;
            decimals: number;
            rounding?: "half_up" | "down" | "up";
          } | null;
          included?: string;
          included_per_seat?: string;
          price:
            | {
                model: "unlimited";
              }
            | {
                model: "limit";
              }
            | {
                model: "per_unit";
                unit_amount_minor: string;
                per?: string;
              }
            | {
                model: "package";
                amount_minor: string;
                size: string;
              }
            | {
                model: "graduated";
                /**
                 * @maxItems 1000
                 */
                tiers: {
                  up_to?: string | null;
                  unit_amount_minor?: string;
                  flat_amount_minor?: string;
                }[];
              }
            | {
                model: "volume";
                /**
                 * @maxItems 1000
                 */
                tiers: {
                  up_to?: string | null;
                  unit_amount_minor?: string;
                  flat_amount_minor?: string;
                }[];
              };
          cap_minor?: string | null;
          minimum_minor?: string | null;
        }
      | {
          kind: "addon";
          key: string;
          name: {
            en: string;
            ja: string;
          };
          currency?: string;
          tax_category?: "standard" | "reduced";
          choice:
            | {
                type: "switch";
                amount_minor: {
                  month?: string | null;
                  year?: string | null;
                };
              }
            | {
                type: "quantity";
                unit_amount_minor: {
                  month?: string | null;
                  year?: string | null;
                };
                included?: number;
                maximum?: number | null;
              }
            | {
                type: "one_of";
                /**
                 * @maxItems 1000
                 */
                options: {
                  key: string;
                  name: {
                    en: string;
                    ja: string;
                  };
                  amount_minor: {
                    month?: string | null;
                    year?: string | null;
                  };
                }[];
              };
        }
      | {
          kind: "on_demand";
          key: string;
          name: {
            en: string;
            ja: string;
          };
          currency?: string;
          tax_category?: "standard" | "reduced";
          unit: {
            en: string;
            ja: string;
          };
          unit_amount_minor: string;
          included?: string;
        }
    )[];
  };
}
export interface NewTenant {
  /**
   * Your own id of it; the same again is the same tenant
   */
  external_id: string;
  name: string;
  /**
   * Made of the name unless it is said
   */
  slug?: string;
  owner: {
    email: string;
    name: string;
    /**
     * Your own id of this person
     */
    external_id?: string;
  };
  /**
   * ISO 3166; decides time zone, language and currency where they are not said. It is not kept
   */
  country?: string;
  currency?: string;
  time_zone?: string;
  locale?: "en" | "ja";
  metadata?: {
    [k: string]: string | undefined;
  };
  /**
   * Mails the owner a link that signs in. Not unless it is true
   */
  invite?: boolean;
}
export interface Tenant {
  id: string;
  /**
   * Your own id of it
   */
  external_id: string | null;
  /**
   * Its address in Choba, behind /t/
   */
  slug: string;
  name: string;
  state: "open" | "closed";
  /**
   * The key of the plan that it holds
   */
  plan: string;
  sales_model: "self_serve" | "sales_led";
  currency: string;
  time_zone: string;
  locale: "en" | "ja";
  metadata: {
    [k: string]: string | undefined;
  };
  created_at: string;
  closed_at: string | null;
}
export interface TenantPage {
  data: Tenant[];
  /**
   * Ask again with `after` set to this; null at the end
   */
  next: string | null;
}
export interface TenantChange {
  name?: string;
  locale?: "en" | "ja";
  external_id?: string | null;
  /**
   * Replaces what was kept, as a whole
   */
  metadata?: {
    [k: string]: string | undefined;
  };
}
export interface MemberPage {
  data: Member[];
  /**
   * Ask again with `after` set to this; null at the end
   */
  next: string | null;
}
export interface Member {
  id: string;
  /**
   * Your own id of this person in this tenant
   */
  external_id: string | null;
  name: string;
  email: string;
  role: "owner" | "admin" | "member";
  /**
   * Acts on payments; one member does
   */
  payment_administrator: boolean;
  joined_at: string;
}
export interface NewMember {
  email: string;
  name: string;
  role: "owner" | "admin" | "member";
  external_id?: string;
  /**
   * The tenant's unless it is said
   */
  locale?: "en" | "ja";
}
export interface MemberChange {
  role?: "owner" | "admin" | "member";
  external_id?: string | null;
  /**
   * Whoever was it before is it no more; both are mailed
   */
  payment_administrator?: true;
}
export interface UsageEvent {
  /**
   * Yours; once per tenant. UUIDv7 is stored best
   */
  event_id: string;
  /**
   * Tenant id, slug, or Stripe customer id
   */
  customer_id?: string;
  /**
   * In place of customer_id
   */
  tenant_id?: string;
  event_name: string;
  /**
   * ISO 8601 with offset; default: now
   */
  timestamp?: string;
  metadata?: {
    [k: string]: string | number | boolean | undefined;
  };
  [k: string]: unknown | undefined;
}
export interface IngestedEvents {
  /**
   * `new` + `known`: the same whenever it is repeated
   */
  ingested_count: number;
  new: number;
  /**
   * Repeats of events that were counted before
   */
  known: number;
  /**
   * Ids that are known with other content: the first one stands
   */
  conflicts: {
    index: number;
    event_id: string;
  }[];
  /**
   * How many; of a stream the first 1,000 are listed
   */
  conflict_count: number;
  rejected: {
    index: number;
    errors: {
      field: string;
      rule: string;
      message: string;
    }[];
  }[];
  /**
   * How many; of a stream the first 1,000 are listed
   */
  rejected_count: number;
  /**
   * No meter unit listens to these names yet (1,000 of them at most); their events are kept
   */
  uncounted_names: string[];
  /**
   * Events that are counted but not billed: their month (`YYYY-MM`) is past its correction time
   */
  not_billed: {
    index: number;
    month: string;
  }[];
  /**
   * How many; of a stream the first 1,000 are listed
   */
  not_billed_count: number;
  /**
   * Events of counted names that add nothing, because a property that meter units read is missing, for example as it is misspelt (1,000 kinds at most). They are kept
   */
  unread_events: {
    event_name: string;
    missing_properties: string[];
    sent_properties: string[];
    events: number;
  }[];
}
export interface EventsLog {
  data: Event[];
  /**
   * Where to go on, also if nothing is newer yet; null: nothing has ever happened
   */
  next: string | null;
}
export interface Event {
  /**
   * The same each time that it is delivered
   */
  id: string;
  /**
   * More types may come: leave alone what you do not know
   */
  type: string;
  /**
   * When it happened
   */
  timestamp: string;
  /**
   * null of a test event
   */
  tenant: {
    id: string;
    slug: string;
    external_id: string | null;
  } | null;
  /**
   * A whole number: of two events about the same object the higher is the newer
   */
  version: string;
  /**
   * The object as it was when that happened
   */
  data: {
    [k: string]: unknown | undefined;
  };
}
export interface VoidEvent {
  /**
   * Stands in the tenant's activity
   */
  reason: string;
}
export interface CorrectedEvent {
  event_id: string;
  /**
   * false: it counted like this already
   */
  changed: boolean;
  /**
   * Months (`YYYY-MM`) that count otherwise now, but are past their correction time: no invoice changes
   */
  not_billed: string[];
}
export interface AmendEvent {
  /**
   * Stands in the tenant's activity
   */
  reason: string;
  metadata?: {
    [k: string]: string | number | boolean | undefined;
  };
  /**
   * ISO 8601 with offset
   */
  timestamp?: string;
}
export interface SentUsageEventPage {
  items: SentUsageEvent[];
}
export interface SentUsageEvent {
  event_id: string;
  business_id: string;
  /**
   * The tenant's id
   */
  customer_id: string;
  event_name: string;
  timestamp: string;
  metadata: {
    [k: string]: string | number | boolean | undefined;
  };
}
export interface Usage {
  time_zone: string;
  /**
   * First day of the period in the tenant's time zone
   */
  from: string;
  /**
   * Its last day, included
   */
  to: string;
  units: {
    unit_name: string;
    display_name: {
      en: string;
      ja: string;
    };
    unit_label: {
      en: string;
      ja: string;
    };
    aggregation: "sum" | "max" | "count" | "unique" | "last";
    /**
     * Over the whole period; absent with `by=day`
     */
    count?: string;
    /**
     * With `by=day`
     */
    days?: {
      date: string;
      /**
       * An exact decimal as text
       */
      count: string;
    }[];
  }[];
}
export interface ErasedUser {
  /**
   * In how many months the user had been counted
   */
  months: number;
  days: number;
}
/**
 * Either `user_id` with an optional `at`, or up to 1000 of them in `authentications`
 */
export interface Authentications {
  user_id?: string;
  /**
   * When, with offset; default: now
   */
  at?: string;
  /**
   * @minItems 1
   * @maxItems 1000
   */
  authentications?: [Authentication, ...Authentication[]];
}
export interface Authentication {
  user_id: string;
  /**
   * When, with offset; default: now
   */
  at?: string;
}
export interface RecordedAuthentications {
  received: number;
  /**
   * Users who were not active yet in their month
   */
  counted: number;
  months: {
    month: string;
    users: number;
  }[];
}
export interface DailyUsers {
  time_zone: string;
  month: string;
  /**
   * Every day of the month. They do not add up to the month's users
   */
  days: {
    day: string;
    users: number;
  }[];
}
export interface MauHistory {
  time_zone: string;
  /**
   * Of the present license; null: no limit
   */
  maximum: number | null;
  /**
   * Oldest first; the last one is the current month so far
   */
  months: {
    month: string;
    users: number;
  }[];
}
export interface License {
  tenant: {
    id: string;
    slug: string;
    name: string;
    time_zone: string;
  };
  plan: {
    key: string;
    name: {
      en: string;
      ja: string;
    };
  };
  /**
   * null on a free plan
   */
  interval: "month" | "year" | null;
  state: "active" | "trial" | "renewal_stopped" | "payment_failed" | "authentication_needed" | "overdue";
  /**
   * the first moment that is paid, while the license is a trial; null: it is none
   */
  trial_end: string | null;
  period: {
    start: string;
    /**
     * null: does not end by itself
     */
    end: string | null;
  };
  /**
   * false once the automatic renewal has been stopped
   */
  renews: boolean;
  limits: {
    /**
     * null: no limit
     */
    registered_rps: number | null;
    /**
     * null: no limit
     */
    registered_users: number | null;
    /**
     * null: no limit
     */
    monthly_active_users: number | null;
  };
  use: {
    registered_rps: number;
    registered_users: number;
    monthly_active_users: number;
  };
  mau: {
    month: string;
    users: number;
    /**
     * null: no limit
     */
    maximum: number | null;
  };
  /**
   * null: all that is due is paid
   */
  unpaid: {
    since: string;
    /**
     * true: allow nothing beyond what the plan includes until it is paid
     */
    allowances_are_limits: boolean;
    /**
     * true: allow nothing until it is paid
     */
    suspended: boolean;
  } | null;
  may_register: {
    rp: boolean;
    user: boolean;
  };
}
export interface Entitlements {
  plan: {
    key: string;
    name: string;
  };
  /**
   * The components of the plan, and of its add-ons which are held
   */
  features: {
    key: string;
    kind: "base" | "seats" | "usage" | "addon" | "on_demand";
    name: string;
    enabled: boolean;
    quantity: number | null;
    option: string | null;
  }[];
  limits: {
    registered_rps: {
      /**
       * An exact decimal as text
       */
      used: string;
      /**
       * Kept free by holds; it counts as used
       */
      held: number;
      /**
       * null: no limit
       */
      maximum: string | null;
      /**
       * null: no limit
       */
      remaining: string | null;
      /**
       * false: what goes beyond the maximum is charged, and so allowed
       */
      is_hard: boolean;
    };
    registered_users: {
      /**
       * An exact decimal as text
       */
      used: string;
      /**
       * Kept free by holds; it counts as used
       */
      held: number;
      /**
       * null: no limit
       */
      maximum: string | null;
      /**
       * null: no limit
       */
      remaining: string | null;
      /**
       * false: what goes beyond the maximum is charged, and so allowed
       */
      is_hard: boolean;
    };
    monthly_active_users: {
      /**
       * An exact decimal as text
       */
      used: string;
      /**
       * Kept free by holds; it counts as used
       */
      held: number;
      /**
       * null: no limit
       */
      maximum: string | null;
      /**
       * null: no limit
       */
      remaining: string | null;
      /**
       * false: what goes beyond the maximum is charged, and so allowed
       */
      is_hard: boolean;
    };
  };
  /**
   * This month's usage in the units that are priced
   */
  meters: {
    component: string;
    meter: string;
    name: string;
    unit: string;
    /**
     * An exact decimal as text
     */
    used: string;
    /**
     * Kept free by holds; it counts as used
     */
    held: number;
    /**
     * null: no limit
     */
    maximum: string | null;
    /**
     * null: no limit
     */
    remaining: string | null;
    /**
     * false: what goes beyond the maximum is charged, and so allowed
     */
    is_hard: boolean;
  }[];
  seats: {
    held: number;
    in_use: number;
  } | null;
  /**
   * true: allow nothing until what is owed is paid
   */
  suspended: boolean;
  /**
   * The tenant's next midnight, or the end of its period before it: ask again then. A change or a payment ends it earlier
   */
  valid_until: string;
}
export interface EntitlementQuestion {
  limit?: "registered_rps" | "registered_users" | "monthly_active_users";
  /**
   * A component's key
   */
  feature?: string;
  /**
   * A meter unit's name
   */
  meter?: string;
  quantity?: number;
  /**
   * Keep so many free while you do it; for keys that manage
   */
  hold?: boolean;
  /**
   * After which a hold expires
   */
  seconds?: number;
}
export interface EntitlementCheck {
  allowed: boolean;
  reason: "license_suspended" | "limit_reached" | "allowance_used" | "not_in_plan" | "not_held" | null;
  /**
   * It is allowed, and charged beyond what is included
   */
  beyond_included: boolean;
  /**
   * null: it is not counted
   */
  count: {
    /**
     * An exact decimal as text
     */
    used: string;
    /**
     * Kept free by holds; it counts as used
     */
    held: number;
    /**
     * null: no limit
     */
    maximum: string | null;
    /**
     * null: no limit
     */
    remaining: string | null;
  } | null;
  /**
   * With `hold`, if it is allowed
   */
  hold: {
    id: string;
    expires_at: string;
  } | null;
  valid_until: string;
}
export interface ClosedHold {
  id: string;
  outcome: "confirmed" | "released";
}
export interface Renewal {
  renews: boolean;
}
export interface PreviewRequest {
  /**
   * Its key
   */
  plan: string;
  interval: "month" | "year";
  /**
   * All people with a seat; left out: as many as are held or in use
   */
  seats?: number;
  /**
   * All of them, by key: `1` for one that is on, how many, or the key of the chosen option; left out: those that are held
   */
  add_ons?: {
    [k: string]: string | undefined;
  };
  /**
   * A code
   */
  coupon?: string;
  /**
   * How a change is charged; left out: as the plan says
   */
  mode?: "prorated" | "difference" | "full" | "none";
}
export interface ChangePreview {
  /**
   * Place it with this; null: nothing would change
   */
  promise_id: string | null;
  /**
   * A `downgrade` is reserved for the next period, everything else is charged now
   */
  kind: "purchase" | "upgrade" | "downgrade" | "same";
  plan: {
    key: string;
    name: string;
  };
  interval: "month" | "year";
  seats: number;
  /**
   * By key: `1` for one that is on, how many, or the key of the chosen option
   */
  add_ons: {
    [k: string]: string | undefined;
  };
  coupon: {
    code: string;
    name: string;
  } | null;
  mode: "prorated" | "difference" | "full" | "none";
  /**
   * A day of the tenant's time zone
   */
  effective_on: string;
  /**
   * The first day that is paid; null: no trial
   */
  trial_end: string | null;
  currency: string;
  lines: PromisedLine[];
  /**
   * In the smallest unit, as text
   */
  subtotal: string;
  /**
   * In the smallest unit, as text
   */
  discount: string;
  taxes: PromisedTax[];
  /**
   * Why there is no tax
   */
  tax_note: string | null;
  /**
   * In the smallest unit, as text
   */
  total: string;
  /**
   * Taken from the payer's balance; negative: what was owed before is collected with it
   */
  balance_applied: string;
  /**
   * In the smallest unit, as text
   */
  due_now: string;
  next: NextCharge;
  /**
   * What is in use today and more than the wanted plan allows
   */
  does_not_fit: {
    limit: string;
    used: number;
    maximum: number;
  }[];
  /**
   * false: the order will wait for a card
   */
  card_on_file: boolean;
}
export interface PromisedLine {
  /**
   * `unused`: paid days that are given back. `folded`: many lines of usage in one
   */
  kind: "charge" | "unused" | "discount" | "usage" | "folded";
  /**
   * The plan's component; null: none alone
   */
  component: string | null;
  description: string;
  detail: string;
  days: string;
  /**
   * A day of the tenant's time zone
   */
  from: string;
  /**
   * The day after the last one
   */
  until: string;
  /**
   * In the smallest unit, as text
   */
  amount: string;
}
export interface PromisedTax {
  key: string;
  name: string;
  percent: string;
  inclusive: boolean;
  /**
   * In the smallest unit, as text
   */
  amount: string;
}
export interface OrderRequest {
  /**
   * Of the preview that is ordered
   */
  promise_id: string;
  /**
   * Where the payer's browser is sent from our pages, with `order` added; https, or your own machine
   */
  return_url?: string;
  /**
   * Language of the pages that the payer sees; left out: that of Accept-Language
   */
  locale?: "en" | "ja";
}
export interface PlacedOrder {
  outcome: "ordered" | "reserved";
  order: Order;
  reservation: Reservation;
}
export interface OrderPage {
  data: Order[];
  /**
   * Ask again with `after` set to this; null at the end
   */
  next: string | null;
}
export interface ReservationPage {
  data: Reservation[];
  /**
   * Ask again with `after` set to this; null at the end
   */
  next: string | null;
}
export interface InvoicePage {
  data: Invoice[];
  /**
   * Ask again with `after` set to this; null at the end
   */
  next: string | null;
}
export interface Invoice {
  id: string;
  number: string | null;
  state: "draft" | "open" | "overdue" | "paid" | "void" | "uncollectible" | "written_off";
  issued_at: string;
  /**
   * null: a card is charged
   */
  due_at: string | null;
  currency: string;
  /**
   * In the smallest unit, as text
   */
  total: string;
  /**
   * In the smallest unit, as text
   */
  paid: string;
  /**
   * What is still to be paid
   */
  open: string;
  /**
   * In the smallest unit, as text
   */
  credited: string;
  /**
   * In the smallest unit, as text
   */
  refunded: string;
  /**
   * Its page here, for people who are signed in
   */
  url: string;
  /**
   * Leads to the page on which it is paid today; it does not end. null: nothing is to be paid
   */
  pay_url: string | null;
  /**
   * The document as it was kept; null: not yet
   */
  pdf_url: string | null;
}
export interface InvoiceDetail {
  id: string;
  number: string | null;
  state: "draft" | "open" | "overdue" | "paid" | "void" | "uncollectible" | "written_off";
  issued_at: string;
  /**
   * null: a card is charged
   */
  due_at: string | null;
  currency: string;
  /**
   * In the smallest unit, as text
   */
  total: string;
  /**
   * In the smallest unit, as text
   */
  paid: string;
  /**
   * What is still to be paid
   */
  open: string;
  /**
   * In the smallest unit, as text
   */
  credited: string;
  /**
   * In the smallest unit, as text
   */
  refunded: string;
  /**
   * Its page here, for people who are signed in
   */
  url: string;
  /**
   * Leads to the page on which it is paid today; it does not end. null: nothing is to be paid
   */
  pay_url: string | null;
  /**
   * The document as it was kept; null: not yet
   */
  pdf_url: string | null;
  payer_name: string;
  paid_at: string | null;
  next_attempt_at: string | null;
  /**
   * null: people changed it at Stripe, which does not answer at the moment
   */
  lines:
    | {
        component: string | null;
        description: string;
        detail: string;
        /**
         * The first day, or moment, of what it bills
         */
        from: string;
        /**
         * The first one after it
         */
        until: string;
        /**
         * In the smallest unit, as text
         */
        amount: string;
      }[]
    | null;
  taxes: {
    percent: string;
    inclusive: boolean;
    /**
     * In the smallest unit, as text
     */
    amount: string;
    /**
     * In the smallest unit, as text
     */
    taxable: string;
  }[];
  /**
   * In the smallest unit, as text
   */
  balance_used: string;
  /**
   * Too little to be charged: it follows on the next one
   */
  carried: string;
}
export interface UpcomingInvoices {
  time_zone: string;
  data: {
    /**
     * `period`: a period begins, with the usage before it. `usage`: only a month's usage. `late`: what came after it
     */
    kind: "period" | "usage" | "late";
    made_at: string;
    /**
     * null: a card is charged
     */
    pay_by: string | null;
    currency: string;
    lines: PromisedLine[];
    taxes: PromisedTax[];
    /**
     * In the smallest unit, as text
     */
    total: string;
    /**
     * In the smallest unit, as text
     */
    due: string;
  }[];
  /**
   * When the license ends, if nothing follows
   */
  ends_at: string | null;
}
export interface QuotePage {
  data: QuoteRow[];
  /**
   * Ask again with `after` set to this; null at the end
   */
  next: string | null;
}
export interface QuoteRow {
  id: string;
  number: string | null;
  state: "draft" | "sent" | "accepted" | "declined" | "expired" | "withdrawn" | "replaced";
  subject: string;
  plan: string;
  interval: "month" | "year";
  currency: string;
  /**
   * A day of the tenant's time zone
   */
  valid_until: string;
  /**
   * Where the payer reads and answers it, signed in
   */
  url: string;
  /**
   * In the smallest unit, as text
   */
  total: string;
  sent_at: string | null;
}
export interface Quote {
  id: string;
  number: string | null;
  state: "draft" | "sent" | "accepted" | "declined" | "expired" | "withdrawn" | "replaced";
  subject: string;
  plan: string;
  interval: "month" | "year";
  currency: string;
  /**
   * A day of the tenant's time zone
   */
  valid_until: string;
  /**
   * Where the payer reads and answers it, signed in
   */
  url: string;
  language: string;
  recipient: string;
  /**
   * A day of the tenant's time zone
   */
  issued_on: string | null;
  terms: string;
  /**
   * Of a year in advance, or of a month; with tax
   */
  total: string;
  monthly: EstimateInvoice;
  /**
   * Once a year, in advance; null by the month
   */
  yearly: EstimateInvoice | null;
  /**
   * The first twelve months in all
   */
  first_year_minor: string;
  history: {
    state: "draft" | "sent" | "accepted" | "declined" | "expired" | "withdrawn" | "replaced";
    at: string;
  }[];
}
export interface UsageAlerts {
  currency: string;
  /**
   * Of every allowance
   *
   * @maxItems 10
   */
  percents:
    | []
    | [number]
    | [number, number]
    | [number, number, number]
    | [number, number, number, number]
    | [number, number, number, number, number]
    | [number, number, number, number, number, number]
    | [number, number, number, number, number, number, number]
    | [number, number, number, number, number, number, number, number]
    | [number, number, number, number, number, number, number, number, number]
    | [number, number, number, number, number, number, number, number, number, number];
  /**
   * Of the month's cost, in the smallest unit of the tenant's currency, as text
   *
   * @maxItems 10
   */
  amounts:
    | []
    | [string]
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string];
  /**
   * This month, the oldest first
   */
  reached: {
    /**
     * Whose allowance; null: the month's cost
     */
    name: string | null;
    /**
     * Percent, or an amount
     */
    threshold: string;
    at: string;
  }[];
}
export interface ChargeRequest {
  /**
   * The key of an on-demand component of the plan that is held, with `quantity`
   */
  component?: string;
  quantity?: string;
  /**
   * A free amount in the smallest unit, before tax, as text
   */
  amount?: string;
  /**
   * Refused if it is another than the tenant's
   */
  currency?: string;
  /**
   * As it stands on the invoice
   */
  description: string;
  /**
   * For the SaaS's staff; left out: the description
   */
  reason?: string;
  when?: "now" | "next_invoice";
  metadata?: {
    [k: string]: string | undefined;
  };
}
export interface Charge {
  id: string;
  /**
   * `pending`: it waits for the next invoice. `billed`: it is on one, or all of it is included
   */
  state: "pending" | "billed" | "withdrawn";
  description: string;
  /**
   * What of the price list it is; null: a free amount
   */
  component: {
    en: string;
    ja: string;
  } | null;
  quantity: string;
  /**
   * In the smallest unit, before discounts and tax, without what is included
   */
  amount: string;
  currency: string;
  created_at: string;
}
export interface Charges {
  data: Charge[];
}
export interface Registration {
  id: string;
  name: string;
  registered_at: string;
}
export interface RegistrationPage {
  data: Registration[];
  registered: number;
  /**
   * null: no limit
   */
  maximum: number | null;
  /**
   * Ask again with `after` set to this; null at the end
   */
  next: string | null;
}
export interface NewDashboardSession {
  /**
   * `usr_…`, `external:` and your own id, or a mail address
   */
  member: string;
  page: "overview" | "billing" | "plans" | "usage" | "invoices" | "prices" | "quotes" | "members";
  /**
   * The language of the pages; left out: the browser's
   */
  locale?: "en" | "ja";
  /**
   * Where the page leads back, at one of the sites of the settings
   */
  return_url?: string;
  /**
   * The site whose frame shows the page, one of those of the settings. Left out: the page is opened in a window
   */
  embed_origin?: string;
}
export interface DashboardSession {
  id: string;
  /**
   * Opens once; send the browser there at once
   */
  url: string;
  expires_at: string;
}

/** Method, path, and which parameters go into the query. */
export const routes: Record<
  keyof Operations,
  readonly [method: string, path: string, query: readonly string[]]
> = {
  createEstimate: ["POST", "/api/v1/estimates", []],
  readEstimate: ["GET", "/api/v1/estimates/{estimate_id}", []],
  listPlans: ["GET", "/api/v1/plans", ["locale", "currency"]],
  getPlan: ["GET", "/api/v1/plans/{key}", ["locale"]],
  createTenant: ["POST", "/api/v1/tenants", []],
  listTenants: ["GET", "/api/v1/tenants", ["limit", "after", "external_id", "owner_email"]],
  readTenant: ["GET", "/api/v1/tenants/{tenant}", []],
  updateTenant: ["PATCH", "/api/v1/tenants/{tenant}", []],
  closeTenant: ["POST", "/api/v1/tenants/{tenant}/close", []],
  reopenTenant: ["POST", "/api/v1/tenants/{tenant}/reopen", []],
  listMembers: ["GET", "/api/v1/tenants/{tenant}/members", ["limit", "after"]],
  addMember: ["POST", "/api/v1/tenants/{tenant}/members", []],
  readMember: ["GET", "/api/v1/tenants/{tenant}/members/{member}", []],
  updateMember: ["PATCH", "/api/v1/tenants/{tenant}/members/{member}", []],
  removeMember: ["DELETE", "/api/v1/tenants/{tenant}/members/{member}", []],
  ingestEvents: ["POST", "/api/v1/events/ingest", ["all_or_nothing"]],
  listEvents: ["GET", "/api/v1/events-log", ["after", "types", "tenant", "limit"]],
  getEvent: ["GET", "/api/v1/events-log/{event}", []],
  voidEvent: ["POST", "/api/v1/tenants/{tenant}/events/{event_id}/void", []],
  amendEvent: ["POST", "/api/v1/tenants/{tenant}/events/{event_id}/amend", []],
  dodoListEvents: [
    "GET",
    "/api/v1/events",
    ["page_number", "page_size", "customer_id", "event_name", "meter_id", "start", "end"],
  ],
  dodoReadEvent: ["GET", "/api/v1/events/{event_id}", ["customer_id"]],
  readUsage: [
    "GET",
    "/api/v1/tenants/{tenant}/usage",
    ["unit", "period", "date", "month", "from", "to", "by"],
  ],
  eraseUser: ["DELETE", "/api/v1/tenants/{tenant}/authentications/users/{user_id}", []],
  recordAuthentications: ["POST", "/api/v1/tenants/{tenant}/authentications", []],
  readDailyUsers: ["GET", "/api/v1/tenants/{tenant}/mau/days", ["month"]],
  readMau: ["GET", "/api/v1/tenants/{tenant}/mau", ["months"]],
  readLicense: ["GET", "/api/v1/tenants/{tenant}/license", []],
  getEntitlements: ["GET", "/api/v1/tenants/{tenant}/entitlements", []],
  checkEntitlement: ["POST", "/api/v1/tenants/{tenant}/entitlements/check", []],
  confirmHold: ["POST", "/api/v1/tenants/{tenant}/holds/{hold}/confirm", []],
  releaseHold: ["POST", "/api/v1/tenants/{tenant}/holds/{hold}/release", []],
  cancelLicense: ["POST", "/api/v1/tenants/{tenant}/license/cancel", []],
  resumeLicense: ["POST", "/api/v1/tenants/{tenant}/license/resume", []],
  previewOrder: ["POST", "/api/v1/tenants/{tenant}/orders/preview", []],
  placeOrder: ["POST", "/api/v1/tenants/{tenant}/orders", []],
  listOrders: ["GET", "/api/v1/tenants/{tenant}/orders", ["limit", "after"]],
  getOrder: ["GET", "/api/v1/tenants/{tenant}/orders/{order}", []],
  listReservations: ["GET", "/api/v1/tenants/{tenant}/reservations", ["limit", "after"]],
  getReservation: ["GET", "/api/v1/tenants/{tenant}/reservations/{reservation}", []],
  cancelReservation: ["DELETE", "/api/v1/tenants/{tenant}/reservations/{reservation}", []],
  listInvoices: ["GET", "/api/v1/tenants/{tenant}/invoices", ["limit", "after"]],
  getInvoice: ["GET", "/api/v1/tenants/{tenant}/invoices/{invoice}", []],
  getUpcomingInvoice: ["GET", "/api/v1/tenants/{tenant}/upcoming-invoice", []],
  listQuotes: ["GET", "/api/v1/tenants/{tenant}/quotes", ["limit", "after"]],
  getQuote: ["GET", "/api/v1/tenants/{tenant}/quotes/{quote}", []],
  getUsageAlerts: ["GET", "/api/v1/tenants/{tenant}/usage-alerts", []],
  setUsageAlerts: ["PUT", "/api/v1/tenants/{tenant}/usage-alerts", []],
  createCharge: ["POST", "/api/v1/tenants/{tenant}/charges", []],
  listCharges: ["GET", "/api/v1/tenants/{tenant}/charges", []],
  withdrawCharge: ["POST", "/api/v1/tenants/{tenant}/charges/{charge}/withdraw", []],
  registerRp: ["POST", "/api/v1/tenants/{tenant}/rps", []],
  listRps: ["GET", "/api/v1/tenants/{tenant}/rps", ["after", "limit"]],
  removeRp: ["DELETE", "/api/v1/tenants/{tenant}/rps/{id}", []],
  registerUser: ["POST", "/api/v1/tenants/{tenant}/users", []],
  listUsers: ["GET", "/api/v1/tenants/{tenant}/users", ["after", "limit"]],
  removeUser: ["DELETE", "/api/v1/tenants/{tenant}/users/{id}", []],
  createDashboardSession: ["POST", "/api/v1/tenants/{tenant}/dashboard-sessions", []],
};
