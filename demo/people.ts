import type { MemberRole, StaffRole } from "@/lib/domain/access/actions";

export type DemoPerson = { name: string; email: string; locale: "en" | "ja"; staffRole?: StaffRole };

const ken = "sales@choba.example";
const aya = "aya@choba.example";

export const staff: DemoPerson[] = [
  { name: "Haruka Ono", email: "admin@choba.example", locale: "en", staffRole: "admin" },
  { name: "Ken Mori", email: ken, locale: "en", staffRole: "sales" },
  { name: "Aya Fujii", email: aya, locale: "en", staffRole: "sales" },
  { name: "Emi Hayashi", email: "support@choba.example", locale: "en", staffRole: "support" },
];

type DemoMember = DemoPerson & { role: MemberRole; isPaymentAdministrator?: boolean };

/** What happens to a tenant in the demo story; one for each state that the billing dashboard can show. */
export type Fate =
  | "new"
  | "account_created"
  | "paid"
  | "downgrade_reserved"
  | "renewal_stopped"
  | "payment_failed"
  | "authentication_needed"
  | "expired"
  | "sales_led"
  /** Sales-led and on Free, with a quote that waits to be accepted. */
  | "quoted";

export type DemoTenant = {
  slug: string;
  name: string;
  fate: Fate;
  /** Active users of the current month at its end. Earlier months grow towards this number. */
  mau: number;
  registered: { rp: number; user: number };
  members: DemoMember[];
  /** What it buys, if its story does not decide that; and its country, if not Japan. */
  plan?: string;
  currency?: string;
  timeZone?: string;
  /** The e-mail address of the sales rep who looks after it; nobody does if none is named. */
  salesRep?: string;
};

const en = "en" as const;
const ja = "ja" as const;

/** Member of several tenants, to show the tenant switcher. */
const yui: DemoMember = { name: "Yui Takeda", email: "yui@kaede.example", locale: en, role: "member" };

export const demoTenants: DemoTenant[] = [
  {
    slug: "kaede",
    name: "Kaede Foods",
    fate: "new",
    mau: 64,
    registered: { rp: 2, user: 87 },
    members: [
      { name: "Aoi Kimura", email: "aoi@kaede.example", locale: en, role: "owner" },
      {
        name: "Ren Sato",
        email: "ren@kaede.example",
        locale: en,
        role: "member",
        isPaymentAdministrator: true,
      },
      yui,
    ],
  },
  {
    slug: "sakura",
    name: "さくらクリニック",
    fate: "account_created",
    mau: 38,
    registered: { rp: 3, user: 52 },
    members: [{ name: "桜井 美咲", email: "misaki@sakura.example", locale: ja, role: "owner" }],
  },
  {
    slug: "hoshino",
    salesRep: ken,
    name: "Hoshino Logistics",
    fate: "paid",
    mau: 4_180,
    registered: { rp: 6, user: 5_240 },
    members: [
      { name: "Daichi Hoshino", email: "daichi@hoshino.example", locale: en, role: "owner" },
      {
        name: "Mio Tanaka",
        email: "mio@hoshino.example",
        locale: en,
        role: "admin",
        isPaymentAdministrator: true,
      },
      { name: "Sora Ito", email: "sora@hoshino.example", locale: en, role: "member" },
      yui,
    ],
  },
  {
    slug: "lumen",
    name: "Lumen Robotics",
    fate: "paid",
    mau: 86,
    registered: { rp: 2, user: 140 },
    plan: "api-starter",
    currency: "USD",
    timeZone: "America/Los_Angeles",
    members: [{ name: "Grace Lindqvist", email: "grace@lumen.example", locale: en, role: "owner" }],
  },
  {
    slug: "aoba",
    salesRep: aya,
    name: "Aoba Design",
    fate: "downgrade_reserved",
    mau: 720,
    registered: { rp: 4, user: 1_130 },
    members: [{ name: "Nao Aoki", email: "nao@aoba.example", locale: en, role: "owner" }, yui],
  },
  {
    slug: "minato",
    name: "Minato Books",
    fate: "renewal_stopped",
    mau: 310,
    registered: { rp: 2, user: 640 },
    members: [{ name: "Tomo Minato", email: "tomo@minato.example", locale: en, role: "owner" }],
  },
  {
    slug: "yuki",
    name: "Yuki Travel",
    fate: "payment_failed",
    mau: 905,
    registered: { rp: 3, user: 1_480 },
    members: [{ name: "Kai Yukimura", email: "kai@yuki.example", locale: en, role: "owner" }],
  },
  {
    slug: "tsubame",
    name: "つばめゲームズ",
    fate: "authentication_needed",
    mau: 1_240,
    registered: { rp: 5, user: 2_010 },
    members: [{ name: "燕 翔太", email: "shota@tsubame.example", locale: ja, role: "owner" }],
  },
  {
    slug: "fuji",
    name: "Fuji Archive",
    fate: "expired",
    mau: 45,
    registered: { rp: 2, user: 96 },
    members: [{ name: "Rin Fujita", email: "rin@fuji.example", locale: en, role: "owner" }],
  },
  {
    slug: "ginza",
    salesRep: ken,
    name: "Ginza Holdings",
    fate: "sales_led",
    mau: 82,
    registered: { rp: 3, user: 99 },
    members: [{ name: "Mei Ginza", email: "mei@ginza.example", locale: en, role: "owner" }],
  },
  {
    slug: "shirakawa",
    name: "株式会社白川ホテルズ",
    fate: "quoted",
    mau: 58,
    registered: { rp: 2, user: 74 },
    members: [{ name: "白川 葵", email: "aoi@shirakawa.example", locale: ja, role: "owner" }],
  },
];
