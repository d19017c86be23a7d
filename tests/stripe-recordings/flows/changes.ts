import { CHARGE, type Flow, given, payer, SUBSCRIPTION } from "../flow";

/** Changes of running subscriptions. */
export const changes: Flow[] = [
  {
    title: "the quantity of a single item",
    begins: "2025-11-10T18:26:30Z",
    steps: [
      ...payer("pm_card_visa"),
      given("POST subscriptions", "items[0][price]={seat} customer={customer}", 2),
      {
        at: 2,
        ask: "POST subscription_items/{item}",
        sends: "quantity=5",
        says: `
          answer: id {item} | created @2 | current_period_end @2592001 | current_period_start @1 | price {seat} |
            quantity 5 | subscription {subscription}
        `,
      },
      {
        at: 2,
        ask: "GET subscriptions/{subscription}",
        expands: SUBSCRIPTION,
        says: `
          answer: id {subscription} | billing_cycle_anchor @1 | billing_mode.updated_at @1 | cancel_at_period_end no
            | created @1 | customer {customer} | discounts.length 0 | quantity 5 | start_date @1 | status active |
            null cancel_at canceled_at cancellation_details.reason default_payment_method ended_at pause_collection
            trial_end trial_start
          items.0: id {item}
          latest_invoice: id {invoice} | amount_due 1000 | amount_paid 1000 | amount_remaining 0 | attempt_count 1 |
            attempted yes | auto_advance no | billing_reason subscription_create | created @1 | customer {customer} |
            discounts.length 0 | effective_at @1 | ending_balance 0 | lines.length 1 |
            parent.subscription_details.subscription {subscription} | parent.type subscription_details |
            payments.length 1 | period_end @1 | period_start @1 | status paid | status_transitions.finalized_at @1 |
            status_transitions.paid_at @1 | subtotal 1000 | subtotal_excluding_tax 1000 | total 1000 |
            total_discount_amounts.length 0 | total_excluding_tax 1000 | total_pretax_credit_amounts.length 0 |
            webhooks_delivered_at @1 | null parent.quote_details rendering
          latest_invoice.lines.0: id {line} | amount 1000 | description 1 user × Business (at $10.00 / month) |
            discount_amounts.length 0 | discountable yes | discounts.length 0 | invoice {invoice} |
            parent.subscription_item_details.proration no | parent.subscription_item_details.subscription
            {subscription} | parent.subscription_item_details.subscription_item {item} | parent.type
            subscription_item_details | period.end @2592001 | period.start @1 | pretax_credit_amounts.length 0 |
            pricing.price_details.price {seat} | pricing.price_details.product {product} | pricing.unit_amount_decimal
            1000 | null parent.invoice_item_details parent.subscription_item_details.invoice_item
            parent.subscription_item_details.proration_details.credited_items
          latest_invoice.payments.0: id {payment} | amount_paid 1000 | amount_requested 1000 | created @2 | invoice
            {invoice} | payment.payment_intent {intent} | status paid | status_transitions.paid_at @2
        `,
      },
    ],
  },
  {
    title: "a yearly price takes the place of a monthly one",
    begins: "2025-11-10T18:29:10Z",
    steps: [
      ...payer("pm_card_visa"),
      given("POST subscriptions", "items[0][price]={desk} customer={customer}", 3),
      {
        at: 6,
        ask: "POST subscriptions/{subscription}",
        sends:
          "cancel_at_period_end=false items[0][id]={item} items[0][plan]={desk_yearly} items[0][quantity]=1 proration_behavior=always_invoice trial_end=now",
        expands: SUBSCRIPTION,
        says: `
          answer: id {subscription} | billing_cycle_anchor @1 | billing_mode.updated_at @1 | cancel_at_period_end no
            | created @1 | customer {customer} | discounts.length 0 | quantity 1 | start_date @1 | status active |
            null cancel_at canceled_at cancellation_details.reason default_payment_method ended_at pause_collection
            trial_end trial_start
          items.0: id {item} | created @2 | current_period_end @31536001 | current_period_start @1 | price
            {desk_yearly} | quantity 1 | subscription {subscription}
          latest_invoice: id {invoice_3} | amount_due 22500 | amount_paid 22500 | amount_remaining 0 | attempt_count
            1 | attempted yes | auto_advance no | billing_reason subscription_update | created @5 | customer
            {customer} | discounts.length 0 | effective_at @5 | ending_balance 0 | lines.length 2 |
            parent.subscription_details.subscription {subscription} | parent.type subscription_details |
            payments.length 1 | period_end @5 | period_start @1 | status paid | status_transitions.finalized_at @5 |
            status_transitions.paid_at @5 | subtotal 22500 | subtotal_excluding_tax 22500 | total 22500 |
            total_discount_amounts.length 0 | total_excluding_tax 22500 | total_pretax_credit_amounts.length 0 |
            webhooks_delivered_at @5 | null parent.quote_details rendering
          latest_invoice.lines.0: id {line_2} | amount -2500 | description Unused time on Business after 10 Nov 2025
            | discount_amounts.length 0 | discountable no | discounts.length 0 | invoice {invoice_3} |
            parent.subscription_item_details.invoice_item {pending} | parent.subscription_item_details.proration yes |
            parent.subscription_item_details.proration_details.credited_items.invoice {invoice} |
            parent.subscription_item_details.proration_details.credited_items.invoice_line_items.length 1 |
            parent.subscription_item_details.proration_details.credited_items.invoice_line_items.0 {line} |
            parent.subscription_item_details.subscription {subscription} |
            parent.subscription_item_details.subscription_item {item} | parent.type subscription_item_details |
            period.end @2592001 | period.start @5 | pretax_credit_amounts.length 0 | pricing.price_details.price
            {desk} | pricing.price_details.product {product} | null parent.invoice_item_details
            pricing.unit_amount_decimal
          latest_invoice.lines.1: id {line_3} | amount 25000 | description Remaining time on Business after 10 Nov
            2025 | discount_amounts.length 0 | discountable no | discounts.length 0 | invoice {invoice_3} |
            parent.subscription_item_details.invoice_item {pending_2} | parent.subscription_item_details.proration yes
            | parent.subscription_item_details.subscription {subscription} |
            parent.subscription_item_details.subscription_item {item} | parent.type subscription_item_details |
            period.end @31536001 | period.start @5 | pretax_credit_amounts.length 0 | pricing.price_details.price
            {desk_yearly} | pricing.price_details.product {product} | null parent.invoice_item_details
            parent.subscription_item_details.proration_details.credited_items pricing.unit_amount_decimal
          latest_invoice.payments.0: id {payment_2} | amount_paid 22500 | amount_requested 22500 | created @6 |
            invoice {invoice_3} | payment.payment_intent {intent_2} | status paid | status_transitions.paid_at @6
        `,
      },
      {
        at: 6,
        ask: "GET payment_intents/{intent_2}",
        says: `
          answer: id {intent_2} | amount 22500 | amount_received 22500 | created @6 | customer {customer} |
            description Subscription update | latest_charge {charge_2} | payment_method {card} | setup_future_usage
            off_session | status succeeded | null next_action payment_details.customer_reference
        `,
      },
      {
        at: 6,
        ask: "GET charges/{charge_2}",
        expands: CHARGE,
        says: `
          answer: id {charge_2} | amount 22500 | amount_captured 22500 | created @6 | customer {customer} |
            description Subscription update | payment_method {card} | payment_method_details.card.amount_authorized
            22500
          balance_transaction: id {money_2} | amount 22500 | created @6 | description Subscription update | source
            {charge_2}
          payment_intent: id {intent_2}
        `,
      },
      {
        at: 6,
        ask: "GET invoice_payments",
        sends: "payment[payment_intent]={intent_2} payment[type]=payment_intent status=paid",
        says: `
          answer: data.length 1
          data.0: id {payment_2}
        `,
      },
      {
        at: 6,
        ask: "GET invoices/{invoice_3}",
        expands: "total_discount_amounts.discount.source.coupon",
        says: `
          answer: id {invoice_3} | unsaid payments.length
          lines.0: id {line_2}
          lines.1: id {line_3}
        `,
      },
    ],
  },
  {
    title: "the same, and the billing date is moved to now",
    begins: "2025-11-10T18:27:32Z",
    steps: [
      ...payer("pm_card_visa"),
      given("POST subscriptions", "items[0][price]={desk} customer={customer}", 2),
      {
        at: 6,
        ask: "POST subscriptions/{subscription}",
        sends:
          "cancel_at_period_end=false items[0][id]={item} items[0][plan]={desk_yearly} items[0][quantity]=1 proration_behavior=always_invoice trial_end=now billing_cycle_anchor[type]=now",
        expands: SUBSCRIPTION,
        says: `
          answer: id {subscription} | billing_cycle_anchor @4 | billing_mode.updated_at @1 | cancel_at_period_end no
            | created @1 | customer {customer} | discounts.length 0 | quantity 1 | start_date @1 | status active |
            null cancel_at canceled_at cancellation_details.reason default_payment_method ended_at pause_collection
            trial_end trial_start
          items.0: id {item} | created @1 | current_period_end @31536004 | current_period_start @4 | price
            {desk_yearly} | quantity 1 | subscription {subscription}
          latest_invoice: id {invoice_3} | amount_due 22500 | amount_paid 22500 | amount_remaining 0 | attempt_count
            1 | attempted yes | auto_advance no | billing_reason subscription_update | created @4 | customer
            {customer} | discounts.length 0 | effective_at @4 | ending_balance 0 | lines.length 2 |
            parent.subscription_details.subscription {subscription} | parent.type subscription_details |
            payments.length 1 | period_end @4 | period_start @4 | status paid | status_transitions.finalized_at @4 |
            status_transitions.paid_at @4 | subtotal 22500 | subtotal_excluding_tax 22500 | total 22500 |
            total_discount_amounts.length 0 | total_excluding_tax 22500 | total_pretax_credit_amounts.length 0 |
            webhooks_delivered_at @4 | null parent.quote_details rendering
          latest_invoice.lines.0: id {line_2} | amount -2500 | description Unused time on Business after 10 Nov 2025
            | discount_amounts.length 0 | discountable no | discounts.length 0 | invoice {invoice_3} |
            parent.subscription_item_details.invoice_item {pending} | parent.subscription_item_details.proration yes |
            parent.subscription_item_details.proration_details.credited_items.invoice {invoice} |
            parent.subscription_item_details.proration_details.credited_items.invoice_line_items.length 1 |
            parent.subscription_item_details.proration_details.credited_items.invoice_line_items.0 {line} |
            parent.subscription_item_details.subscription {subscription} |
            parent.subscription_item_details.subscription_item {item} | parent.type subscription_item_details |
            period.end @2592001 | period.start @4 | pretax_credit_amounts.length 0 | pricing.price_details.price
            {desk} | pricing.price_details.product {product} | null parent.invoice_item_details
            pricing.unit_amount_decimal
          latest_invoice.lines.1: id {line_3} | amount 25000 | description 1 user × Business (at $250.00 / year) |
            discount_amounts.length 0 | discountable yes | discounts.length 0 | invoice {invoice_3} |
            parent.subscription_item_details.proration no | parent.subscription_item_details.subscription
            {subscription} | parent.subscription_item_details.subscription_item {item} | parent.type
            subscription_item_details | period.end @31536004 | period.start @4 | pretax_credit_amounts.length 0 |
            pricing.price_details.price {desk_yearly} | pricing.price_details.product {product} |
            pricing.unit_amount_decimal 25000 | null parent.invoice_item_details
            parent.subscription_item_details.invoice_item
            parent.subscription_item_details.proration_details.credited_items
          latest_invoice.payments.0: id {payment_2} | amount_paid 22500 | amount_requested 22500 | created @5 |
            invoice {invoice_3} | payment.payment_intent {intent_2} | status paid | status_transitions.paid_at @6
        `,
      },
      {
        at: 6,
        ask: "GET invoices/{invoice_3}",
        expands: "total_discount_amounts.discount.source.coupon",
        says: `
          answer: id {invoice_3} | unsaid payments.length
          lines.0: id {line_2}
          lines.1: id {line_3}
        `,
      },
    ],
  },
  {
    title: "collection is paused and resumed",
    begins: "2025-11-10T18:29:47Z",
    steps: [
      ...payer("pm_card_visa"),
      given("POST subscriptions", "items[0][price]={desk} customer={customer}", 2),
      {
        at: 2,
        ask: "POST subscriptions/{subscription}",
        sends: "pause_collection[behavior]=void pause_collection[resumes_at]=@2592000",
        expands: SUBSCRIPTION,
        says: `
          answer: id {subscription} | billing_cycle_anchor @1 | billing_mode.updated_at @1 | cancel_at_period_end no
            | created @1 | customer {customer} | discounts.length 0 | pause_collection.behavior void |
            pause_collection.resumes_at @2592000 | quantity 1 | start_date @1 | status active | null cancel_at
            canceled_at cancellation_details.reason default_payment_method ended_at trial_end trial_start
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
          latest_invoice.payments.0: id {payment} | amount_paid 2500 | amount_requested 2500 | created @2 | invoice
            {invoice} | payment.payment_intent {intent} | status paid | status_transitions.paid_at @2
        `,
      },
      {
        at: 2,
        ask: "POST subscriptions/{subscription}",
        sends: "pause_collection=",
        expands: SUBSCRIPTION,
        says: `
          answer: id {subscription} | null pause_collection | unsaid pause_collection.behavior
            pause_collection.resumes_at
          items.0: id {item}
          latest_invoice: id {invoice}
          latest_invoice.lines.0: id {line}
          latest_invoice.payments.0: id {payment}
        `,
      },
    ],
  },
  {
    title: "its own card, and back to that of the customer",
    begins: "2025-11-10T18:28:46Z",
    steps: [
      ...payer("pm_card_visa"),
      given("POST subscriptions", "items[0][price]={seat} customer={customer}", 3),
      {
        at: 5,
        ask: "POST payment_methods/pm_card_discover/attach",
        sends: "customer={customer}",
        says: `
          answer: id {card_2} | card.brand discover | card.display_brand discover | created @5 | customer {customer}
        `,
      },
      {
        at: 5,
        ask: "POST subscriptions/{subscription}",
        sends: "default_payment_method={card_2}",
        expands: SUBSCRIPTION,
        says: `
          answer: id {subscription} | billing_cycle_anchor @1 | billing_mode.updated_at @1 | cancel_at_period_end no
            | created @1 | customer {customer} | discounts.length 0 | quantity 1 | start_date @1 | status active |
            null cancel_at canceled_at cancellation_details.reason ended_at pause_collection trial_end trial_start
          default_payment_method: id {card_2}
          items.0: id {item} | created @2 | current_period_end @2592001 | current_period_start @1 | price {seat} |
            quantity 1 | subscription {subscription}
          latest_invoice: id {invoice} | amount_due 1000 | amount_paid 1000 | amount_remaining 0 | attempt_count 1 |
            attempted yes | auto_advance no | billing_reason subscription_create | created @1 | customer {customer} |
            discounts.length 0 | effective_at @1 | ending_balance 0 | lines.length 1 |
            parent.subscription_details.subscription {subscription} | parent.type subscription_details |
            payments.length 1 | period_end @1 | period_start @1 | status paid | status_transitions.finalized_at @1 |
            status_transitions.paid_at @1 | subtotal 1000 | subtotal_excluding_tax 1000 | total 1000 |
            total_discount_amounts.length 0 | total_excluding_tax 1000 | total_pretax_credit_amounts.length 0 |
            webhooks_delivered_at @1 | null parent.quote_details rendering
          latest_invoice.lines.0: id {line} | amount 1000 | description 1 user × Business (at $10.00 / month) |
            discount_amounts.length 0 | discountable yes | discounts.length 0 | invoice {invoice} |
            parent.subscription_item_details.proration no | parent.subscription_item_details.subscription
            {subscription} | parent.subscription_item_details.subscription_item {item} | parent.type
            subscription_item_details | period.end @2592001 | period.start @1 | pretax_credit_amounts.length 0 |
            pricing.price_details.price {seat} | pricing.price_details.product {product} | pricing.unit_amount_decimal
            1000 | null parent.invoice_item_details parent.subscription_item_details.invoice_item
            parent.subscription_item_details.proration_details.credited_items
          latest_invoice.payments.0: id {payment} | amount_paid 1000 | amount_requested 1000 | created @2 | invoice
            {invoice} | payment.payment_intent {intent} | status paid | status_transitions.paid_at @3
        `,
      },
      {
        at: 5,
        ask: "POST subscriptions/{subscription}",
        sends: "default_payment_method=",
        expands: SUBSCRIPTION,
        says: `
          answer: id {subscription} | null default_payment_method
          items.0: id {item}
          latest_invoice: id {invoice}
          latest_invoice.lines.0: id {line}
          latest_invoice.payments.0: id {payment}
        `,
      },
    ],
  },
  {
    title: "an end at the end of the period, taken back",
    begins: "2025-11-10T18:26:24Z",
    steps: [
      ...payer("pm_card_visa"),
      given("POST subscriptions", "items[0][price]={seat} customer={customer}", 2),
      {
        at: 5,
        ask: "POST subscriptions/{subscription}",
        sends: "cancel_at_period_end=true",
        expands: SUBSCRIPTION,
        says: `
          answer: id {subscription} | billing_cycle_anchor @1 | billing_mode.updated_at @1 | cancel_at @2592001 |
            cancel_at_period_end yes | canceled_at @5 | cancellation_details.reason cancellation_requested | created
            @1 | customer {customer} | discounts.length 0 | quantity 1 | start_date @1 | status active | null
            default_payment_method ended_at pause_collection trial_end trial_start
          items.0: id {item} | created @1 | current_period_end @2592001 | current_period_start @1 | price {seat} |
            quantity 1 | subscription {subscription}
          latest_invoice: id {invoice} | amount_due 1000 | amount_paid 1000 | amount_remaining 0 | attempt_count 1 |
            attempted yes | auto_advance no | billing_reason subscription_create | created @1 | customer {customer} |
            discounts.length 0 | effective_at @1 | ending_balance 0 | lines.length 1 |
            parent.subscription_details.subscription {subscription} | parent.type subscription_details |
            payments.length 1 | period_end @1 | period_start @1 | status paid | status_transitions.finalized_at @1 |
            status_transitions.paid_at @1 | subtotal 1000 | subtotal_excluding_tax 1000 | total 1000 |
            total_discount_amounts.length 0 | total_excluding_tax 1000 | total_pretax_credit_amounts.length 0 |
            webhooks_delivered_at @1 | null parent.quote_details rendering
          latest_invoice.lines.0: id {line} | amount 1000 | description 1 user × Business (at $10.00 / month) |
            discount_amounts.length 0 | discountable yes | discounts.length 0 | invoice {invoice} |
            parent.subscription_item_details.proration no | parent.subscription_item_details.subscription
            {subscription} | parent.subscription_item_details.subscription_item {item} | parent.type
            subscription_item_details | period.end @2592001 | period.start @1 | pretax_credit_amounts.length 0 |
            pricing.price_details.price {seat} | pricing.price_details.product {product} | pricing.unit_amount_decimal
            1000 | null parent.invoice_item_details parent.subscription_item_details.invoice_item
            parent.subscription_item_details.proration_details.credited_items
          latest_invoice.payments.0: id {payment} | amount_paid 1000 | amount_requested 1000 | created @2 | invoice
            {invoice} | payment.payment_intent {intent} | status paid | status_transitions.paid_at @2
        `,
      },
      {
        at: 5,
        ask: "POST subscriptions/{subscription}",
        sends: "trial_end=now cancel_at_period_end=false",
        expands: SUBSCRIPTION,
        says: `
          answer: id {subscription} | cancel_at_period_end no | null cancel_at canceled_at
            cancellation_details.reason
          items.0: id {item}
          latest_invoice: id {invoice}
          latest_invoice.lines.0: id {line}
          latest_invoice.payments.0: id {payment}
        `,
      },
    ],
  },
];
