/** What each recorded object of a kind says, whatever the flow. It is not repeated in the flows. */
export const ALWAYS = `
  balance_transaction: balance_type payments | currency usd | reporting_category charge | status pending |
    type charge | null exchange_rate
  charge: amount_refunded 0 | captured yes | currency usd | disputed no | outcome.network_status
    approved_by_network | outcome.seller_message Payment complete. | outcome.type authorized | paid yes |
    payment_method_details.card.brand visa | payment_method_details.card.country US |
    payment_method_details.card.funding credit | payment_method_details.card.network visa |
    payment_method_details.card.regulated_status unregulated | payment_method_details.type card | refunded no
    | refunds.length 0 | status succeeded | null billing_details.address.city billing_details.address.country
    billing_details.address.line1 billing_details.address.line2 billing_details.address.postal_code
    billing_details.address.state billing_details.email billing_details.name billing_details.phone
    billing_details.tax_id destination dispute failure_balance_transaction failure_code failure_message order
    outcome.advice_code outcome.network_advice_code outcome.network_decline_code outcome.reason
    payment_method_details.card.installments payment_method_details.card.mandate
    payment_method_details.card.three_d_secure payment_method_details.card.wallet receipt_email receipt_number
    shipping source
  coupon: duration forever | valid yes | null amount_off currency duration_in_months max_redemptions
    redeem_by
  discount: source.type coupon | null checkout_session end invoice promotion_code subscription_item
  invoice: amount_overpaid 0 | amount_shipping 0 | automatic_tax.enabled no | collection_method
    charge_automatically | currency usd | customer_email payer@example.com | customer_name Harbour Goods |
    customer_tax_exempt none | customer_tax_ids.length 0 | default_tax_rates.length 0 | issuer.type self |
    post_payment_credit_notes_amount 0 | pre_payment_credit_notes_amount 0 | starting_balance 0 |
    total_taxes.length 0 | null account_tax_ids automatic_tax.disabled_reason automatic_tax.liability
    automatic_tax.provider automatic_tax.status automatically_finalizes_at custom_fields customer_address
    customer_phone customer_shipping default_payment_method description due_date footer from_invoice
    last_finalization_error latest_revision next_payment_attempt payment_settings.default_mandate
    receipt_number shipping_cost shipping_details status_transitions.marked_uncollectible_at
    status_transitions.voided_at test_clock
  invoice_payment: currency usd | is_default yes | payment.type payment_intent | null
    status_transitions.canceled_at
  invoiceitem: currency usd | discountable yes | pricing.type price_details | proration no | quantity 1 |
    tax_rates.length 0 | null parent test_clock
  line_item: currency usd | pricing.type price_details | quantity 1 | taxes.length 0
  payment_intent: amount_capturable 0 | capture_method automatic | confirmation_method automatic | currency
    usd | null automatic_payment_methods canceled_at cancellation_reason excluded_payment_method_types
    last_payment_error processing receipt_email shipping source
  payment_method: allow_redisplay unspecified | card.country US | card.funding credit |
    card.regulated_status unregulated | card.three_d_secure_usage.supported yes | type card | null
    billing_details.address.city billing_details.address.country billing_details.address.line1
    billing_details.address.line2 billing_details.address.postal_code billing_details.address.state
    billing_details.email billing_details.name billing_details.phone billing_details.tax_id
    card.generated_from card.wallet
  subscription: automatic_tax.enabled no | billing_mode.flexible.proration_discounts included |
    billing_mode.type flexible | collection_method charge_automatically | currency usd |
    default_tax_rates.length 0 | invoice_settings.issuer.type self | items.length 1 |
    payment_settings.save_default_payment_method off | trial_settings.end_behavior.missing_payment_method
    create_invoice | null automatic_tax.disabled_reason automatic_tax.liability billing_cycle_anchor_config
    billing_thresholds cancellation_details.comment cancellation_details.feedback days_until_due description
    invoice_settings.account_tax_ids next_pending_invoice_item_invoice pending_invoice_item_interval
    pending_setup_intent pending_update schedule test_clock
  subscription_item: discounts.length 0 | tax_rates.length 0 | null billing_thresholds
`;
