"""What WhatsApp and SMS share: one Twilio account, its signature, forms, client, callbacks and reconciliation."""
