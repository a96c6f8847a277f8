-- +goose Up

-- What an account may say first, as its owner last told.
alter table accounts
    add column paused_until  timestamptz,               -- nothing is said first until then
    add column pause         text not null default '',  -- why: a code of the messenger's governor
    add column new_chats     integer,                   -- talks that may be begun in the day; null: any number, or not told
    add column warm_up_until timestamptz;               -- that rises until then
