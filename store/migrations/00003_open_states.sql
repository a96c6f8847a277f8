-- +goose Up

-- What waits for staff, or failed of late, is counted at every look at the
-- metrics: that must not cost more as the ledger grows.
create index inbox_quarantined on inbox (id) where state = 'quarantined';
create index outbox_aside on outbox (state, created_at) include (channel, lane) where state in ('failed', 'unknown', 'waiting');
