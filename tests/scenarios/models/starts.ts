import { isLong } from "../../support/long";

/** Days of a period as a line names them, and how many of how many they are; counted on a calendar. */
export type Days = { text: string; ja: string; left: bigint; of: bigint };

/** A day on which a tenant buys, and the days of its first three months. */
export type Start = {
  name: string;
  buysOn: string;
  /** From that day to the end of its month. */
  first: Days;
  /** The second month: whole, the day on which more is wanted, and the rest of the month from that day. */
  second: Days & { from: string };
  moreOn: string;
  rest: Days;
  /** A day of the second month on which less is reserved. */
  lessOn: string;
  /** The third month, and a change on its 11th. */
  third: Days & { from: string };
  laterOn: string;
  laterRest: Days;
  /** A year that begins on `moreOn`, and what is left of it on `laterOn`. */
  year: Days;
  yearRest: Days;
  /** A day of the third month after which nothing is done. */
  endsOn: string;
};

const february2027 = {
  second: { from: "2027-02-01", text: "Feb 1 – 28, 2027", ja: "2027/02/01～2027/02/28", left: 28n, of: 28n },
  moreOn: "2027-02-11",
  rest: {
    text: "Feb 11 – 28, 2027, 18 of 28 days",
    ja: "2027/02/11～2027/02/28、28日のうち18日",
    left: 18n,
    of: 28n,
  },
  lessOn: "2027-02-20",
  third: { from: "2027-03-01", text: "Mar 1 – 31, 2027", ja: "2027/03/01～2027/03/31", left: 31n, of: 31n },
  laterOn: "2027-03-11",
  laterRest: {
    text: "Mar 11 – 31, 2027, 21 of 31 days",
    ja: "2027/03/11～2027/03/31、31日のうち21日",
    left: 21n,
    of: 31n,
  },
  year: {
    text: "Feb 11, 2027 – Feb 10, 2028",
    ja: "2027/02/11～2028/02/10",
    left: 365n,
    of: 365n,
  },
  // 28 days of it are over.
  yearRest: {
    text: "Mar 11, 2027 – Feb 10, 2028, 337 of 365 days",
    ja: "2027/03/11～2028/02/10、365日のうち337日",
    left: 337n,
    of: 365n,
  },
  endsOn: "2027-03-20",
};

/** March and April of a year; `year` begins on 11 March, and 31 days of it are over on 11 April. */
const march = (year: number, yearDays: bigint) => ({
  second: {
    from: `${year}-03-01`,
    text: `Mar 1 – 31, ${year}`,
    ja: `${year}/03/01～${year}/03/31`,
    left: 31n,
    of: 31n,
  },
  moreOn: `${year}-03-11`,
  rest: {
    text: `Mar 11 – 31, ${year}, 21 of 31 days`,
    ja: `${year}/03/11～${year}/03/31、31日のうち21日`,
    left: 21n,
    of: 31n,
  },
  lessOn: `${year}-03-20`,
  third: {
    from: `${year}-04-01`,
    text: `Apr 1 – 30, ${year}`,
    ja: `${year}/04/01～${year}/04/30`,
    left: 30n,
    of: 30n,
  },
  laterOn: `${year}-04-11`,
  laterRest: {
    text: `Apr 11 – 30, ${year}, 20 of 30 days`,
    ja: `${year}/04/11～${year}/04/30、30日のうち20日`,
    left: 20n,
    of: 30n,
  },
  year: {
    text: `Mar 11, ${year} – Mar 10, ${year + 1}`,
    ja: `${year}/03/11～${year + 1}/03/10`,
    left: yearDays,
    of: yearDays,
  },
  yearRest: {
    text: `Apr 11, ${year} – Mar 10, ${year + 1}, ${yearDays - 31n} of ${yearDays} days`,
    ja: `${year}/04/11～${year + 1}/03/10、${yearDays}日のうち${yearDays - 31n}日`,
    left: yearDays - 31n,
    of: yearDays,
  },
  endsOn: `${year}-04-20`,
});

export const starts: readonly Start[] = [
  {
    name: "on the 1st",
    buysOn: "2027-01-01",
    first: { text: "Jan 1 – 31, 2027", ja: "2027/01/01～2027/01/31", left: 31n, of: 31n },
    ...february2027,
  },
  {
    name: "in mid-month",
    buysOn: "2027-01-15",
    first: {
      text: "Jan 15 – 31, 2027, 17 of 31 days",
      ja: "2027/01/15～2027/01/31、31日のうち17日",
      left: 17n,
      of: 31n,
    },
    ...february2027,
  },
  {
    name: "on the 31st",
    buysOn: "2027-01-31",
    first: { text: "Jan 31, 2027, 1 of 31 days", ja: "2027/01/31、31日のうち1日", left: 1n, of: 31n },
    ...february2027,
  },
  {
    name: "on 28 February",
    buysOn: "2027-02-28",
    first: { text: "Feb 28, 2027, 1 of 28 days", ja: "2027/02/28、28日のうち1日", left: 1n, of: 28n },
    // 29 February 2028 lies in the year that begins on 11 March 2027.
    ...march(2027, 366n),
  },
  {
    name: "on 29 February",
    buysOn: "2028-02-29",
    first: { text: "Feb 29, 2028, 1 of 29 days", ja: "2028/02/29、29日のうち1日", left: 1n, of: 29n },
    ...march(2028, 365n),
  },
];

/** Where a tenant lives, and at what time of its day it acts: early and late, so that UTC often has another date. */
export const zones = [
  { timeZone: "Asia/Tokyo", actsAt: "09:00:05" },
  { timeZone: "America/Los_Angeles", actsAt: "23:30:00" },
  { timeZone: "Pacific/Kiritimati", actsAt: "00:10:00" },
  { timeZone: "Pacific/Pago_Pago", actsAt: "23:50:00" },
] as const;

export type Combination = { start: Start; zone: (typeof zones)[number] };

const all: Combination[] = starts.flatMap((start) => zones.map((zone) => ({ start, zone })));
const each = 6;

/**
 * The combinations of start and zone in which a model is played. The seven models share them out, so that each is played
 * by two models at least; `npm run test:long` plays every model in all of them.
 */
export function combinationsOf(model: number, isWhole = isLong): Combination[] {
  if (isWhole) return all;
  const from = (model - 1) * each;
  return Array.from({ length: each }, (_, index) => all[(from + index) % all.length] as Combination);
}
