"""What WhatsApp and SMS share: one Twilio account, its signature, forms, client, callbacks and reconciliation.

In: `webhooks` check the `signature`, read the `form`, and take in messages (`inbound`, `media`) or `news` of ours. Out:
`sending` by `client`, in `order`; `errors` in our own words. What no callback told: `reconcile` by `likeness`. `account` and
`address` say who is who, `approvals` what WhatsApp thinks of templates; `service` puts it together, `doctor` says what is
wrong.
"""
