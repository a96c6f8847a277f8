-- +goose Up

-- How a number is, as its owner last told: other processes show it to staff.
alter table accounts
    add column health        text not null default '',  -- code; '': nothing to tell
    add column health_since  timestamptz,
    add column health_detail text not null default '',  -- the messenger's own code or reason
    add column health_until  timestamptz,               -- when it ends by itself
    add column held_until    timestamptz,               -- no new chats until then
    add column heard_at      timestamptz,               -- when all was well last
    add column linked_at     timestamptz,
    add column let_go_until  timestamptz;               -- somebody else wants the lock: owners leave it alone
