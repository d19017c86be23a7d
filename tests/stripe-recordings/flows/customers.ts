import { type Flow, given } from "../flow";

/** Customers and their cards. */
export const customers: Flow[] = [
  {
    title: "a customer gets a card",
    begins: "2026-03-30T21:21:05Z",
    steps: [
      {
        ask: "POST customers",
        sends: "email=payer@example.com name=Harbour+Goods",
        expands: "tax invoice_credit_balance",
        says: `
          answer: id {customer} | balance 0 | created @0 | delinquent no | email payer@example.com | name Harbour
            Goods | preferred_locales.length 0 | tax.automatic_tax unrecognized_location | tax.provider stripe |
            tax_exempt none | null address currency customer_account description discount
            invoice_settings.custom_fields invoice_settings.default_payment_method invoice_settings.footer
            invoice_settings.rendering_options phone shipping tax.ip_address tax.location test_clock
        `,
      },
      {
        ask: "POST payment_methods/pm_card_visa/attach",
        sends: "customer={customer}",
        says: `
          answer: id {card} | card.brand visa | card.display_brand visa | created @0 | customer {customer} | null
            customer_account
        `,
      },
      {
        ask: "POST customers/{customer}",
        sends: "invoice_settings[default_payment_method]={card}",
        says: `
          answer: id {customer} | invoice_settings.default_payment_method {card} | unsaid tax.automatic_tax
            tax.provider tax.ip_address tax.location
        `,
      },
      {
        ask: "GET customers/{customer}",
        expands: "invoice_credit_balance tax",
        says: `
          answer: id {customer} | tax.automatic_tax unrecognized_location | tax.provider stripe | null
            tax.ip_address tax.location
        `,
      },
    ],
  },
  {
    title: "a second card becomes the default",
    begins: "2026-03-30T21:21:09Z",
    steps: [
      given("POST customers", "email=payer@example.com name=Harbour+Goods"),
      given("POST payment_methods/pm_card_visa/attach", "customer={customer}"),
      {
        at: 1,
        ask: "POST payment_methods/pm_card_discover/attach",
        sends: "customer={customer}",
        says: `
          answer: id {card_2} | card.brand discover | card.display_brand discover | created @1 | customer {customer}
            | null customer_account
        `,
      },
      {
        at: 1,
        ask: "POST customers/{customer}",
        sends: "invoice_settings[default_payment_method]={card_2}",
        says: `
          answer: id {customer} | balance 0 | created @0 | delinquent no | email payer@example.com |
            invoice_settings.default_payment_method {card_2} | name Harbour Goods | preferred_locales.length 0 |
            tax_exempt none | null address currency customer_account description discount
            invoice_settings.custom_fields invoice_settings.footer invoice_settings.rendering_options phone shipping
            test_clock
        `,
      },
    ],
  },
  {
    title: "a customer with a card is deleted",
    begins: "2026-08-02T23:59:17Z",
    steps: [
      given("POST customers", "name=Harbour+Goods email=payer@example.com"),
      given("POST payment_methods/pm_card_visa/attach", "customer={customer}"),
      {
        ask: "GET customers/{customer}",
        says: `
          answer: id {customer} | balance 0 | created @0 | delinquent no | email payer@example.com | name Harbour
            Goods | preferred_locales.length 0 | tax_exempt none | null address currency customer_account description
            discount invoice_settings.custom_fields invoice_settings.default_payment_method invoice_settings.footer
            invoice_settings.rendering_options phone shipping test_clock
        `,
      },
      {
        ask: "DELETE customers/{customer}",
        says: `
          answer: id {customer} | deleted yes | unsaid balance created delinquent email name
            preferred_locales.length tax_exempt address currency customer_account description discount
            invoice_settings.custom_fields invoice_settings.default_payment_method invoice_settings.footer
            invoice_settings.rendering_options phone shipping test_clock
        `,
      },
    ],
  },
  {
    title: "a card that is declined is not attached",
    begins: "2025-10-31T17:59:31Z",
    steps: [
      given("POST customers", "email=payer@example.com name=Harbour+Goods"),
      {
        ask: "POST payment_methods/pm_card_chargeDeclined/attach",
        sends: "customer={customer}",
        answers: 402,
        says: `
          answer: error.advice_code try_again_later | error.code card_declined | error.decline_code generic_decline
            | error.message Your card was declined. | error.network_decline_code 01 | error.param '' | error.type
            card_error
        `,
      },
    ],
  },
  {
    title: "a payment method that does not exist is not attached",
    begins: "2025-10-31T18:00:19Z",
    steps: [
      given("POST customers", "email=payer@example.com name=Harbour+Goods"),
      {
        ask: "POST payment_methods/pm_of_nobody/attach",
        sends: "customer={customer}",
        answers: 404,
        says: `
          answer: error.code resource_missing | error.message No such PaymentMethod: 'pm_of_nobody'; It's possible
            this PaymentMethod exists on one of your connected accounts, in which case you should retry this request
            on that connected account. Learn more at https://stripe.com/docs/connect/authentication | error.param
            payment_method | error.type invalid_request_error
        `,
      },
    ],
  },
  {
    title: "a customer that does not exist",
    begins: "2026-08-02T23:59:31Z",
    steps: [
      {
        ask: "GET customers/cus_nobody",
        answers: 404,
        says: `
          answer: error.code resource_missing | error.message No such customer: 'cus_nobody' | error.param id |
            error.type invalid_request_error
        `,
      },
    ],
  },
];
