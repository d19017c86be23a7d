const nothing = { discounts: [], discount_minor: "0" };

/** A year of Business for fifty people with ten per cent of tax on top, and no usage. */
export const quotedExample = {
  total: "1188000",
  monthly: { ...nothing, lines: [], subtotal_minor: "0", taxes: [], tax_minor: "0", total_minor: "0" },
  yearly: {
    ...nothing,
    lines: [
      {
        component: "seats",
        kind: "seats",
        description: "Seats (50 × ¥21,600)",
        quantity: "50",
        unit_amount_minor: "21600",
        per: "1",
        amount_minor: "1080000",
        discount_minor: "0",
      },
    ],
    subtotal_minor: "1080000",
    taxes: [
      {
        key: "consumption_tax",
        name: "Consumption tax",
        percent: "10",
        inclusive: false,
        taxable_minor: "1080000",
        amount_minor: "108000",
      },
    ],
    tax_minor: "108000",
    total_minor: "1188000",
  },
  first_year_minor: "1188000",
};
