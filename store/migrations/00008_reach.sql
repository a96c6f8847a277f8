-- +goose Up

-- When a person last wrote at an address: who has not for 28 days is cold, and
-- where a messenger wants people to write first nothing is sent to them.
alter table addresses add column heard_at timestamptz;
update addresses a set heard_at = (select max(i.at) from inbox i where i.address_id = a.id and i.kind not in ('due', 'staff', 'blocked', 'reopened'));

-- A row that begins a talk: its person has not written for a day. A number may
-- begin so many a day.
alter table outbox add column begins boolean not null default false;
create index outbox_begun on outbox (channel, account, sent_at) where begins;
-- What waits until its person writes, or until a number may send.
create index outbox_waiting on outbox (member_id, id) where state = 'waiting';
create index outbox_held on outbox (channel, account, not_before) where state = 'waiting';
