-- +goose Up

-- A class may be cancelled or moved, says who may join it, and counts its seats:
-- the row is the lock under which they are given and freed.
alter table classes
    add column subject     text     not null default '',      -- classes of one subject are the same kind; lower case
    add column who         text     not null default 'all' check (who in ('all', 'kecamatan', 'kota', 'starting', 'trading')),
    add column fields      text[]   not null default '{}',    -- of business, as the registration names them; none: any
    add column once        boolean  not null default false,   -- not for who attended one of the same subject before
    add column min_stage   smallint not null default 1 check (min_stage between 1 and 7), -- P1 … that must be done
    add column bring       text     not null default '',      -- what to bring, in words
    add column map         text     not null default '',      -- a link; '': found by the venue
    add column link        text     not null default '',      -- of an online class: told to who has a seat
    add column taken       integer  not null default 0,
    add column waiting     integer  not null default 0,
    add column sequence    integer  not null default 0,       -- of its calendar entry: rises with every change
    add column changed_at  timestamptz,
    add column cancelled_at timestamptz,
    add column reason      text     not null default '',      -- why cancelled or moved, in staff's words
    add column closes_at   timestamptz,                       -- when its waiting list, then its attendance is closed; null: it is over
    add column by_staff    bigint,                            -- who planned it; null: the command line
    add constraint classes_seats check (taken between 0 and capacity);
update classes set closes_at = starts_at, subject = lower(title);
create index classes_closing on classes (closes_at) where closes_at is not null;
drop index classes_coming;
create index classes_coming on classes (starts_at) where cancelled_at is null;
create index classes_near on classes (left(kecamatan, 5), starts_at) where cancelled_at is null; -- by kota
create sequence class_codes start 1001;                       -- KLS-1001: a class planned in the chat

-- The days of a class: one row each, also where there is only one.
create table class_days (
    class_id  bigint      not null references classes on delete cascade,
    day       date        not null,              -- in Jakarta
    starts_at timestamptz not null,
    ends_at   timestamptz not null,
    code      text,                              -- four digits, told in the room; null: not asked for yet
    primary key (class_id, day),
    check (ends_at > starts_at and ends_at <= starts_at + interval '1 day')
);
create index class_days_hours on class_days (starts_at); -- what clashes
insert into class_days (class_id, day, starts_at, ends_at)
select c.id, d::date, (d::date + (c.starts_at at time zone 'Asia/Jakarta')::time) at time zone 'Asia/Jakarta',
       (d::date + (c.ends_at at time zone 'Asia/Jakarta')::time) at time zone 'Asia/Jakarta'
from classes c, generate_series((c.starts_at at time zone 'Asia/Jakarta')::date::timestamp, (c.ends_at at time zone 'Asia/Jakarta')::date::timestamp, interval '1 day') d
where (extract(isodow from d) < 6 or (c.starts_at at time zone 'Asia/Jakarta')::date = (c.ends_at at time zone 'Asia/Jakarta')::date)
  and (c.ends_at at time zone 'Asia/Jakarta')::time > (c.starts_at at time zone 'Asia/Jakarta')::time;

-- One row a person and class: exactly one state. taken = booked + offered +
-- attended + absent; all changes are made with the row of the class locked.
create table bookings (
    class_id    bigint      not null references classes,
    member_id   bigint      not null references members,
    state       text        not null check (state in
                    ('booked', 'waiting', 'offered', 'attended', 'absent', 'cancelled', 'moved', 'declined', 'lapsed', 'unseated', 'withdrawn')),
    had         boolean     not null default false, -- had a class before they asked: whoever had none goes first
    queued_at   timestamptz,                     -- their place in the queue, with had
    offer_until timestamptz,                     -- people's time
    reply       text        not null default '', -- coming: said so after a reminder
    replied_at  timestamptz,
    certificate text        unique,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    primary key (class_id, member_id)
);
create index bookings_member on bookings (member_id);
create index bookings_queue on bookings (class_id, had, queued_at, member_id) where state = 'waiting';
create index bookings_offers on bookings (offer_until) where state = 'offered';
create sequence certificate_numbers;

create table attendance (
    class_id  bigint      not null,
    member_id bigint      not null,
    day       date        not null,
    by        text        not null check (by in ('code', 'staff')),
    at        timestamptz not null,
    primary key (class_id, member_id, day),
    foreign key (class_id, member_id) references bookings
);

-- Wrong codes of the day, to count them.
create table day_misses (
    member_id bigint      not null references members,
    at        timestamptz not null
);
create index day_misses_member on day_misses (member_id, at);

-- A link of two chats takes the bookings of one along: these classes.
alter table merges add column bookings bigint[] not null default '{}';

-- What P2 rests on: the class and its certificate.
alter table stages add column evidence text not null default '';
