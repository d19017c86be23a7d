import type { Acts } from "./act";

export const atStripe: Acts = {
  refund: {
    often: 1,
    async act({ stripe, customerId: customer, random }) {
      const { data } = await stripe.charges.list({ customer });
      const charge = data.find((each) => each.paid && each.amount > each.amount_refunded);
      if (!charge) return null;
      const rest = charge.amount - charge.amount_refunded;
      const amount = random(3) === 0 ? rest : 1 + random(rest);
      await stripe.refunds.create({ charge: charge.id, amount });
      return `refund of ${amount}`;
    },
  },
};
