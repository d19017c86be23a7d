import { CHARGE, type Flow, given, payer } from "../flow";

/** Invoices without a subscription, and what is given back. */
export const invoices: Flow[] = [
  {
    title: "a pending item becomes an invoice, which is paid",
    begins: "2026-03-30T21:21:11Z",
    steps: [
      ...payer("pm_card_visa"),
      {
        at: 1,
        ask: "POST invoiceitems",
        sends: "customer={customer} amount=1000 currency=usd description=Setup",
        says: `
          answer: id {pending} | amount 1000 | customer {customer} | date @1 | description Setup | discounts.length
            0 | period.end @1 | period.start @1 | pricing.price_details.price {own_price} |
            pricing.price_details.product {product} | pricing.unit_amount_decimal 1000 | quantity_decimal 1 | null
            customer_account invoice
        `,
      },
      {
        at: 1,
        ask: "POST invoices",
        sends: "pending_invoice_items_behavior=include customer={customer}",
        says: `
          answer: id {invoice} | amount_due 1000 | amount_paid 0 | amount_remaining 1000 | attempt_count 0 |
            attempted no | auto_advance no | billing_reason manual | created @1 | customer {customer} |
            discounts.length 0 | lines.length 1 | period_end @1 | period_start @1 | rendering.pdf.page_size auto |
            status draft | subtotal 1000 | subtotal_excluding_tax 1000 | total 1000 | total_discount_amounts.length 0
            | total_excluding_tax 1000 | total_pretax_credit_amounts.length 0 | webhooks_delivered_at @1 | null
            customer_account effective_at ending_balance parent rendering.amount_tax_display rendering.template
            rendering.template_version status_transitions.finalized_at status_transitions.paid_at
          lines.0: id {line} | amount 1000 | description Setup | discount_amounts.length 0 | discountable yes |
            discounts.length 0 | invoice {invoice} | parent.invoice_item_details.invoice_item {pending} |
            parent.invoice_item_details.proration no | parent.type invoice_item_details | period.end @1 | period.start
            @1 | pretax_credit_amounts.length 0 | pricing.price_details.price {own_price} |
            pricing.price_details.product {product} | pricing.unit_amount_decimal 1000 | quantity_decimal 1 | subtotal
            1000 | null parent.invoice_item_details.proration_details.credited_items
            parent.invoice_item_details.subscription parent.subscription_item_details
        `,
      },
      {
        at: 1,
        ask: "POST invoices/{invoice}/pay",
        says: `
          answer: id {invoice} | amount_paid 1000 | amount_remaining 0 | attempt_count 1 | attempted yes |
            effective_at @1 | ending_balance 0 | rendering.pdf.page_size letter | status paid |
            status_transitions.finalized_at @1 | status_transitions.paid_at @1
          lines.0: id {line}
        `,
      },
    ],
  },
  {
    title: "a coupon on one item",
    begins: "2025-11-10T18:30:54Z",
    steps: [
      ...payer("pm_card_visa"),
      {
        at: 1,
        ask: "POST invoices",
        sends: "customer={customer}",
        says: `
          answer: id {invoice} | amount_due 0 | amount_paid 0 | amount_remaining 0 | attempt_count 0 | attempted no
            | auto_advance no | billing_reason manual | created @1 | customer {customer} | discounts.length 0 |
            lines.length 0 | period_end @1 | period_start @1 | rendering.pdf.page_size auto | status draft | subtotal
            0 | subtotal_excluding_tax 0 | total 0 | total_discount_amounts.length 0 | total_excluding_tax 0 |
            total_pretax_credit_amounts.length 0 | webhooks_delivered_at @1 | null effective_at ending_balance parent
            rendering.amount_tax_display rendering.template rendering.template_version status_transitions.finalized_at
            status_transitions.paid_at
        `,
      },
      {
        at: 2,
        ask: "POST invoiceitems",
        sends: "customer={customer} invoice={invoice} amount=1900 discounts[0][coupon]={half_off}",
        says: `
          answer: id {pending} | amount 1900 | customer {customer} | date @2 | discounts.length 1 | discounts.0
            {discount} | invoice {invoice} | period.end @2 | period.start @2 | pricing.price_details.price {own_price}
            | pricing.price_details.product {product} | pricing.unit_amount_decimal 1900 | null description
        `,
      },
      {
        at: 3,
        ask: "POST invoices/{invoice}/pay",
        says: `
          answer: id {invoice} | amount_due 950 | amount_paid 950 | attempt_count 1 | attempted yes | effective_at
            @3 | ending_balance 0 | lines.length 1 | rendering.pdf.page_size letter | status paid |
            status_transitions.finalized_at @3 | status_transitions.paid_at @3 | subtotal 950 | subtotal_excluding_tax
            950 | total 950 | total_discount_amounts.length 1 | total_discount_amounts.0.amount 950 |
            total_discount_amounts.0.discount {discount} | total_excluding_tax 950 |
            total_pretax_credit_amounts.length 1 | total_pretax_credit_amounts.0.amount 950 |
            total_pretax_credit_amounts.0.discount {discount} | total_pretax_credit_amounts.0.type discount
          lines.0: id {line} | amount 1900 | discount_amounts.length 1 | discount_amounts.0.amount 950 |
            discount_amounts.0.discount {discount} | discountable yes | discounts.length 1 | discounts.0 {discount} |
            invoice {invoice} | parent.invoice_item_details.invoice_item {pending} |
            parent.invoice_item_details.proration no | parent.type invoice_item_details | period.end @2 | period.start
            @2 | pretax_credit_amounts.length 1 | pretax_credit_amounts.0.amount 950 |
            pretax_credit_amounts.0.discount {discount} | pretax_credit_amounts.0.type discount |
            pricing.price_details.price {own_price} | pricing.price_details.product {product} |
            pricing.unit_amount_decimal 1900 | null description
            parent.invoice_item_details.proration_details.credited_items parent.invoice_item_details.subscription
            parent.subscription_item_details
        `,
      },
      {
        at: 4,
        ask: "GET invoice_payments",
        sends: "invoice={invoice}",
        says: `
          answer: data.length 1
          data.0: id {payment} | amount_paid 950 | amount_requested 950 | created @3 | invoice {invoice} |
            payment.payment_intent {intent} | status paid | status_transitions.paid_at @4
        `,
      },
      {
        at: 4,
        ask: "GET payment_intents/{intent}",
        says: `
          answer: id {intent} | amount 950 | amount_received 950 | created @3 | customer {customer} | description
            Payment for Invoice | latest_charge {charge} | payment_method {card} | status succeeded | null next_action
            setup_future_usage
        `,
      },
      {
        at: 4,
        ask: "GET charges/{charge}",
        expands: CHARGE,
        says: `
          answer: id {charge} | amount 950 | amount_captured 950 | created @4 | customer {customer} | description
            Payment for Invoice | payment_method {card} | payment_method_details.card.amount_authorized 950
          balance_transaction: id {money} | amount 950 | created @4 | description Payment for Invoice | source
            {charge}
          payment_intent: id {intent}
        `,
      },
      {
        at: 4,
        ask: "GET invoice_payments",
        sends: "payment[payment_intent]={intent} payment[type]=payment_intent status=paid",
        says: `
          answer: data.length 1
          data.0: id {payment}
        `,
      },
      {
        at: 4,
        ask: "GET invoices/{invoice}",
        expands: "total_discount_amounts.discount.source.coupon",
        says: `
          answer: id {invoice} | unsaid total_discount_amounts.0.discount
          lines.0: id {line}
          total_discount_amounts.0.discount: id {discount} | customer {customer} | invoice_item {pending} | start @2
            | null subscription
          total_discount_amounts.0.discount.source.coupon: id {half_off} | percent_off 50
        `,
      },
    ],
  },
  {
    title: "a credit note of a line of its own gives money back",
    begins: "2025-11-10T18:41:06Z",
    steps: [
      ...payer("pm_card_visa"),
      given("POST subscriptions", "items[0][price]={desk} customer={customer}", 2),
      {
        at: 42,
        ask: "POST credit_notes",
        sends:
          "invoice={invoice} refund_amount=500 lines[0][type]=custom_line_item lines[0][description]=Refund lines[0][quantity]=1 lines[0][unit_amount]=500",
        says: `
          answer: id {credit_note} | amount 500 | amount_shipping 0 | created @42 | currency usd | customer
            {customer} | discount_amount 0 | discount_amounts.length 0 | effective_at @42 | invoice {invoice} |
            lines.length 1 | post_payment_amount 500 | pre_payment_amount 0 | pretax_credit_amounts.length 0 |
            refunds.length 1 | refunds.0.amount_refunded 500 | refunds.0.refund {refund} | refunds.0.type refund |
            status issued | subtotal 500 | subtotal_excluding_tax 500 | total 500 | total_excluding_tax 500 |
            total_taxes.length 0 | type post_payment | null customer_balance_transaction memo out_of_band_amount
            reason refunds.0.payment_record_refund shipping_cost voided_at
          lines.0: id {credit_line} | amount 500 | description Refund | discount_amount 0 | discount_amounts.length
            0 | pretax_credit_amounts.length 0 | quantity 1 | tax_rates.length 0 | taxes.length 0 | type
            custom_line_item | unit_amount 500 | unit_amount_decimal 500
        `,
      },
    ],
  },
];
