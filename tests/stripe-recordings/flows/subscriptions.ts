import { CHARGE, type Flow, payer, SUBSCRIPTION } from "../flow";

/** New subscriptions and their first invoices. */
export const subscriptions: Flow[] = [
  {
    title: "a subscription is charged at once",
    begins: "2025-11-10T18:29:23Z",
    steps: [
      ...payer("pm_card_visa"),
      {
        at: 2,
        ask: "POST subscriptions",
        sends: "items[0][price]={desk} customer={customer}",
        expands: SUBSCRIPTION,
        says: `
          answer: id {subscription} | billing_cycle_anchor @1 | billing_mode.updated_at @1 | cancel_at_period_end no
            | created @1 | customer {customer} | discounts.length 0 | quantity 1 | start_date @1 | status active |
            null cancel_at canceled_at cancellation_details.reason default_payment_method ended_at pause_collection
            trial_end trial_start
          items.0: id {item} | created @1 | current_period_end @2592001 | current_period_start @1 | price {desk} |
            quantity 1 | subscription {subscription}
          latest_invoice: id {invoice} | amount_due 2500 | amount_paid 2500 | amount_remaining 0 | attempt_count 1 |
            attempted yes | auto_advance no | billing_reason subscription_create | created @1 | customer {customer} |
            discounts.length 0 | effective_at @1 | ending_balance 0 | lines.length 1 |
            parent.subscription_details.subscription {subscription} | parent.type subscription_details |
            payments.length 1 | period_end @1 | period_start @1 | status paid | status_transitions.finalized_at @1 |
            status_transitions.paid_at @1 | subtotal 2500 | subtotal_excluding_tax 2500 | total 2500 |
            total_discount_amounts.length 0 | total_excluding_tax 2500 | total_pretax_credit_amounts.length 0 |
            webhooks_delivered_at @1 | null parent.quote_details rendering
          latest_invoice.lines.0: id {line} | amount 2500 | description 1 user × Business (at $25.00 / month) |
            discount_amounts.length 0 | discountable yes | discounts.length 0 | invoice {invoice} |
            parent.subscription_item_details.proration no | parent.subscription_item_details.subscription
            {subscription} | parent.subscription_item_details.subscription_item {item} | parent.type
            subscription_item_details | period.end @2592001 | period.start @1 | pretax_credit_amounts.length 0 |
            pricing.price_details.price {desk} | pricing.price_details.product {product} | pricing.unit_amount_decimal
            2500 | null parent.invoice_item_details parent.subscription_item_details.invoice_item
            parent.subscription_item_details.proration_details.credited_items
          latest_invoice.payments.0: id {payment} | amount_paid 2500 | amount_requested 2500 | created @1 | invoice
            {invoice} | payment.payment_intent {intent} | status paid | status_transitions.paid_at @2
        `,
      },
      {
        at: 2,
        ask: "GET payment_intents/{intent}",
        says: `
          answer: id {intent} | amount 2500 | amount_received 2500 | created @1 | customer {customer} | description
            Subscription creation | latest_charge {charge} | payment_method {card} | setup_future_usage off_session |
            status succeeded | null next_action payment_details.customer_reference
        `,
      },
      {
        at: 2,
        ask: "GET charges/{charge}",
        expands: CHARGE,
        says: `
          answer: id {charge} | amount 2500 | amount_captured 2500 | created @2 | customer {customer} | description
            Subscription creation | payment_method {card} | payment_method_details.card.amount_authorized 2500
          balance_transaction: id {money} | amount 2500 | created @2 | description Subscription creation | source
            {charge}
          payment_intent: id {intent}
        `,
      },
      {
        at: 2,
        ask: "GET invoice_payments",
        sends: "payment[payment_intent]={intent} payment[type]=payment_intent status=paid",
        says: `
          answer: data.length 1
          data.0: id {payment}
        `,
      },
      {
        at: 2,
        ask: "GET invoices/{invoice}",
        expands: "total_discount_amounts.discount.source.coupon",
        says: `
          answer: id {invoice} | unsaid payments.length
          lines.0: id {line}
        `,
      },
    ],
  },
  {
    title: "a one-off item is charged with it",
    begins: "2025-11-10T18:27:46Z",
    steps: [
      ...payer("pm_card_visa"),
      {
        at: 2,
        ask: "POST subscriptions",
        sends: "items[0][price]={seat} add_invoice_items[0][price]={mug} customer={customer}",
        expands: SUBSCRIPTION,
        says: `
          answer: id {subscription} | billing_cycle_anchor @1 | billing_mode.updated_at @1 | cancel_at_period_end no
            | created @1 | customer {customer} | discounts.length 0 | quantity 1 | start_date @1 | status active |
            null cancel_at canceled_at cancellation_details.reason default_payment_method ended_at pause_collection
            trial_end trial_start
          items.0: id {item} | created @1 | current_period_end @2592001 | current_period_start @1 | price {seat} |
            quantity 1 | subscription {subscription}
          latest_invoice: id {invoice} | amount_due 2500 | amount_paid 2500 | amount_remaining 0 | attempt_count 1 |
            attempted yes | auto_advance no | billing_reason subscription_create | created @1 | customer {customer} |
            discounts.length 0 | effective_at @1 | ending_balance 0 | lines.length 2 |
            parent.subscription_details.subscription {subscription} | parent.type subscription_details |
            payments.length 1 | period_end @1 | period_start @1 | status paid | status_transitions.finalized_at @1 |
            status_transitions.paid_at @1 | subtotal 2500 | subtotal_excluding_tax 2500 | total 2500 |
            total_discount_amounts.length 0 | total_excluding_tax 2500 | total_pretax_credit_amounts.length 0 |
            webhooks_delivered_at @1 | null parent.quote_details rendering
          latest_invoice.lines.0: id {line} | amount 1500 | description Mug | discount_amounts.length 0 |
            discountable yes | discounts.length 0 | invoice {invoice} | parent.invoice_item_details.invoice_item
            {pending} | parent.invoice_item_details.proration no | parent.invoice_item_details.subscription
            {subscription} | parent.type invoice_item_details | period.end @2592001 | period.start @1 |
            pretax_credit_amounts.length 0 | pricing.price_details.price {mug} | pricing.price_details.product
            {product_2} | pricing.unit_amount_decimal 1500 | null
            parent.invoice_item_details.proration_details.credited_items parent.subscription_item_details
          latest_invoice.lines.1: id {line_2} | amount 1000 | description 1 user × Business (at $10.00 / month) |
            discount_amounts.length 0 | discountable yes | discounts.length 0 | invoice {invoice} |
            parent.subscription_item_details.proration no | parent.subscription_item_details.subscription
            {subscription} | parent.subscription_item_details.subscription_item {item} | parent.type
            subscription_item_details | period.end @2592001 | period.start @1 | pretax_credit_amounts.length 0 |
            pricing.price_details.price {seat} | pricing.price_details.product {product} | pricing.unit_amount_decimal
            1000 | null parent.invoice_item_details parent.subscription_item_details.invoice_item
            parent.subscription_item_details.proration_details.credited_items
          latest_invoice.payments.0: id {payment} | amount_paid 2500 | amount_requested 2500 | created @2 | invoice
            {invoice} | payment.payment_intent {intent} | status paid | status_transitions.paid_at @2
        `,
      },
      {
        at: 2,
        ask: "GET payment_intents/{intent}",
        says: `
          answer: id {intent} | amount 2500 | amount_received 2500 | created @1 | customer {customer} | description
            Subscription creation | latest_charge {charge} | payment_method {card} | setup_future_usage off_session |
            status succeeded | null next_action payment_details.customer_reference
        `,
      },
      {
        at: 2,
        ask: "GET charges/{charge}",
        expands: CHARGE,
        says: `
          answer: id {charge} | amount 2500 | amount_captured 2500 | created @2 | customer {customer} | description
            Subscription creation | payment_method {card} | payment_method_details.card.amount_authorized 2500
          balance_transaction: id {money} | amount 2500 | created @2 | description Subscription creation | source
            {charge}
          payment_intent: id {intent}
        `,
      },
      {
        at: 2,
        ask: "GET invoices/{invoice}",
        expands: "total_discount_amounts.discount.source.coupon",
        says: `
          answer: id {invoice} | unsaid payments.length
          lines.0: id {line}
          lines.1: id {line_2}
        `,
      },
    ],
  },
  {
    title: "a subscription is cancelled while it is on trial",
    begins: "2025-10-31T18:15:17Z",
    steps: [
      ...payer("pm_card_visa"),
      {
        at: 1,
        ask: "POST subscriptions",
        sends: "items[0][price]={seat} trial_period_days=14 customer={customer}",
        expands: SUBSCRIPTION,
        says: `
          answer: id {subscription} | billing_cycle_anchor @1209601 | billing_mode.updated_at @1 |
            cancel_at_period_end no | created @1 | customer {customer} | discounts.length 0 | quantity 1 | start_date
            @1 | status trialing | trial_end @1209601 | trial_start @1 | null cancel_at canceled_at
            cancellation_details.reason default_payment_method ended_at pause_collection
          items.0: id {item} | created @1 | current_period_end @1209601 | current_period_start @1 | price {seat} |
            quantity 1 | subscription {subscription}
          latest_invoice: id {invoice} | amount_due 0 | amount_paid 0 | amount_remaining 0 | attempt_count 0 |
            attempted yes | auto_advance no | billing_reason subscription_create | created @1 | customer {customer} |
            discounts.length 0 | effective_at @1 | ending_balance 0 | lines.length 1 |
            parent.subscription_details.subscription {subscription} | parent.type subscription_details |
            payments.length 0 | period_end @1 | period_start @1 | status paid | status_transitions.finalized_at @1 |
            status_transitions.paid_at @1 | subtotal 0 | subtotal_excluding_tax 0 | total 0 |
            total_discount_amounts.length 0 | total_excluding_tax 0 | total_pretax_credit_amounts.length 0 |
            webhooks_delivered_at @1 | null parent.quote_details rendering
          latest_invoice.lines.0: id {line} | amount 0 | description Free trial for 1 user × Business |
            discount_amounts.length 0 | discountable yes | discounts.length 0 | invoice {invoice} |
            parent.subscription_item_details.proration no | parent.subscription_item_details.subscription
            {subscription} | parent.subscription_item_details.subscription_item {item} | parent.type
            subscription_item_details | period.end @1209601 | period.start @1 | pretax_credit_amounts.length 0 |
            pricing.price_details.price {seat} | pricing.price_details.product {product} | pricing.unit_amount_decimal
            0 | null parent.invoice_item_details parent.subscription_item_details.invoice_item
            parent.subscription_item_details.proration_details.credited_items
        `,
      },
      {
        at: 3,
        ask: "DELETE subscriptions/{subscription}",
        expands: SUBSCRIPTION,
        says: `
          answer: id {subscription} | canceled_at @3 | cancellation_details.reason cancellation_requested | ended_at
            @3 | status canceled
          items.0: id {item}
          latest_invoice: id {invoice}
          latest_invoice.lines.0: id {line}
        `,
      },
    ],
  },
  {
    title: "the first charge waits for 3-D Secure",
    begins: "2026-03-30T21:21:00Z",
    steps: [
      ...payer("pm_card_authenticationRequired"),
      {
        at: 2,
        ask: "POST subscriptions",
        sends: "items[0][price]={desk} customer={customer}",
        expands: SUBSCRIPTION,
        says: `
          answer: id {subscription} | billing_cycle_anchor @1 | billing_mode.updated_at @1 | cancel_at_period_end no
            | created @1 | customer {customer} | discounts.length 0 | quantity 1 | start_date @1 | status incomplete |
            null cancel_at canceled_at cancellation_details.reason customer_account default_payment_method ended_at
            pause_collection trial_end trial_start
          items.0: id {item} | created @2 | current_period_end @2678401 | current_period_start @1 | price {desk} |
            quantity 1 | subscription {subscription}
          latest_invoice: id {invoice} | amount_due 2500 | amount_paid 0 | amount_remaining 2500 | attempt_count 0 |
            attempted yes | auto_advance yes | billing_reason subscription_create | created @1 | customer {customer} |
            discounts.length 0 | effective_at @1 | ending_balance 0 | lines.length 1 |
            parent.subscription_details.subscription {subscription} | parent.type subscription_details |
            payments.length 1 | period_end @1 | period_start @1 | status open | status_transitions.finalized_at @1 |
            subtotal 2500 | subtotal_excluding_tax 2500 | total 2500 | total_discount_amounts.length 0 |
            total_excluding_tax 2500 | total_pretax_credit_amounts.length 0 | webhooks_delivered_at @1 | null
            customer_account parent.quote_details rendering status_transitions.paid_at
          latest_invoice.lines.0: id {line} | amount 2500 | description 1 user × Business (at $25.00 / month) |
            discount_amounts.length 0 | discountable yes | discounts.length 0 | invoice {invoice} |
            parent.subscription_item_details.proration no | parent.subscription_item_details.subscription
            {subscription} | parent.subscription_item_details.subscription_item {item} | parent.type
            subscription_item_details | period.end @2678401 | period.start @1 | pretax_credit_amounts.length 0 |
            pricing.price_details.price {desk} | pricing.price_details.product {product} | pricing.unit_amount_decimal
            2500 | quantity_decimal 1 | subtotal 2500 | null parent.invoice_item_details
            parent.subscription_item_details.invoice_item
            parent.subscription_item_details.proration_details.credited_items
          latest_invoice.payments.0: id {payment} | amount_requested 2500 | created @2 | invoice {invoice} |
            payment.payment_intent {intent} | status open | null amount_paid status_transitions.paid_at
        `,
      },
      {
        at: 2,
        ask: "GET payment_intents/{intent}",
        says: `
          answer: id {intent} | amount 2500 | amount_received 0 | created @2 | customer {customer} | description
            Subscription creation | next_action.type use_stripe_sdk | next_action.use_stripe_sdk.directory_server_name
            visa | next_action.use_stripe_sdk.type stripe_3ds2_fingerprint | payment_method {card} |
            setup_future_usage off_session | status requires_action | null customer_account latest_charge
            payment_details.customer_reference
        `,
      },
    ],
  },
  {
    title: "a coupon lowers the first invoice",
    begins: "2025-11-10T18:27:19Z",
    steps: [
      ...payer("pm_card_visa"),
      {
        at: 2,
        ask: "POST subscriptions",
        sends: "items[0][price]={desk} discounts[0][coupon]={tenth_off} customer={customer}",
        expands: SUBSCRIPTION,
        says: `
          answer: id {subscription} | billing_cycle_anchor @1 | billing_mode.updated_at @1 | cancel_at_period_end no
            | created @1 | customer {customer} | discounts.length 1 | quantity 1 | start_date @1 | status active |
            null cancel_at canceled_at cancellation_details.reason default_payment_method ended_at pause_collection
            trial_end trial_start
          discounts.0: id {discount} | customer {customer} | source.coupon {tenth_off} | start @1 | subscription
            {subscription} | null invoice_item
          items.0: id {item} | created @2 | current_period_end @2592001 | current_period_start @1 | price {desk} |
            quantity 1 | subscription {subscription}
          latest_invoice: id {invoice} | amount_due 2250 | amount_paid 2250 | amount_remaining 0 | attempt_count 1 |
            attempted yes | auto_advance no | billing_reason subscription_create | created @1 | customer {customer} |
            discounts.length 1 | discounts.0 {discount} | effective_at @1 | ending_balance 0 | lines.length 1 |
            parent.subscription_details.subscription {subscription} | parent.type subscription_details |
            payments.length 1 | period_end @1 | period_start @1 | status paid | status_transitions.finalized_at @1 |
            status_transitions.paid_at @1 | subtotal 2500 | subtotal_excluding_tax 2500 | total 2250 |
            total_discount_amounts.length 1 | total_discount_amounts.0.amount 250 | total_excluding_tax 2250 |
            total_pretax_credit_amounts.length 1 | total_pretax_credit_amounts.0.amount 250 |
            total_pretax_credit_amounts.0.discount {discount} | total_pretax_credit_amounts.0.type discount |
            webhooks_delivered_at @1 | null parent.quote_details rendering
          latest_invoice.lines.0: id {line} | amount 2500 | description 1 user × Business (at $25.00 / month) |
            discount_amounts.length 1 | discount_amounts.0.amount 250 | discount_amounts.0.discount {discount} |
            discountable yes | discounts.length 0 | invoice {invoice} | parent.subscription_item_details.proration no
            | parent.subscription_item_details.subscription {subscription} |
            parent.subscription_item_details.subscription_item {item} | parent.type subscription_item_details |
            period.end @2592001 | period.start @1 | pretax_credit_amounts.length 1 | pretax_credit_amounts.0.amount
            250 | pretax_credit_amounts.0.discount {discount} | pretax_credit_amounts.0.type discount |
            pricing.price_details.price {desk} | pricing.price_details.product {product} | pricing.unit_amount_decimal
            2500 | null parent.invoice_item_details parent.subscription_item_details.invoice_item
            parent.subscription_item_details.proration_details.credited_items
          latest_invoice.payments.0: id {payment} | amount_paid 2250 | amount_requested 2250 | created @2 | invoice
            {invoice} | payment.payment_intent {intent} | status paid | status_transitions.paid_at @2
          latest_invoice.total_discount_amounts.0.discount: id {discount}
        `,
      },
      {
        at: 2,
        ask: "GET payment_intents/{intent}",
        says: `
          answer: id {intent} | amount 2250 | amount_received 2250 | created @2 | customer {customer} | description
            Subscription creation | latest_charge {charge} | payment_method {card} | setup_future_usage off_session |
            status succeeded | null next_action payment_details.customer_reference
        `,
      },
      {
        at: 2,
        ask: "GET invoices/{invoice}",
        expands: "total_discount_amounts.discount.source.coupon",
        says: `
          answer: id {invoice} | unsaid payments.length
          lines.0: id {line}
          total_discount_amounts.0.discount: id {discount} | unsaid source.coupon
          total_discount_amounts.0.discount.source.coupon: id {tenth_off} | percent_off 10
        `,
      },
    ],
  },
];
