-- +goose Up

-- Conditions are phrases of templates/programme/conditions.csv, parted by ";".
update events set conditions = replace(replace(replace(replace(replace(replace(conditions, ', ', '; '), 'anggota Jakpreneur', 'anggota P1+'),
    'lolos kurasi (produk dinilai dulu)', 'lolos kurasi kecamatan'), 'untuk makanan', 'untuk kuliner'), 'anggota kecamatan ini', 'anggota kecamatan'),
    'jual makanan atau minuman', 'kuliner')
where sample;

-- An event counts its places: the row is the lock under which they are given
-- and freed. They are given together, when the time to sign up is over.
alter table events
    add column curated      boolean     not null default true, -- products are judged first
    add column taken        integer     not null default 0,
    add column waiting      integer     not null default 0,    -- in kurasi, or without a place so far
    add column placed_at    timestamptz,                       -- when the places were given
    add column changed_at   timestamptz,
    add column cancelled_at timestamptz,
    add column reason       text        not null default '',   -- why cancelled or moved, in staff's words
    add column closes_at    timestamptz,                       -- when places are given, then its queue is closed; null: it is over
    add constraint events_places check (taken between 0 and slots);
update events set closes_at = register_by;
create index events_closing on events (closes_at) where closes_at is not null;

-- A product may have a picture.
alter table products add column photo_id bigint references files on delete set null;

-- One row a person and event: exactly one state. taken = accepted + attended +
-- absent; all changes are made with the row of the event locked.
create table signups (
    event_id   bigint      not null references events,
    member_id  bigint      not null references members,
    product_id bigint      references products on delete set null,
    capacity   integer     not null check (capacity > 0),  -- pieces a day
    state      text        not null check (state in
                   ('kurasi', 'waiting', 'accepted', 'refused', 'withdrawn', 'unplaced', 'cancelled', 'attended', 'absent')),
    grade      text        check (grade in ('A', 'B', 'C', 'D')),
    word       text        not null default '',            -- the judge's
    graded_by  text        not null default '',            -- a name of staff
    queued_at  timestamptz not null,
    reply      text        not null default '',            -- coming: said so after a reminder
    sold       integer,                                    -- pieces, as they reported
    omzet      bigint,                                     -- rupiah
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (event_id, member_id)
);
create index signups_member on signups (member_id);
create index signups_kurasi on signups (queued_at, event_id, member_id) where state = 'kurasi';

-- When somebody had a place last, in another event than this: whoever never had
-- one goes first, then who had theirs longest ago.
-- +goose StatementBegin
create function placed_last(who bigint, but bigint) returns timestamptz language sql stable as $$
    select coalesce(max(e.starts_at), '-infinity') from signups s join events e on e.id = s.event_id
    where s.member_id = who and s.event_id <> but and s.state in ('accepted', 'attended')
$$;
-- +goose StatementEnd

-- A link of two chats takes the sign-ups of one along: these events.
alter table merges add column signups bigint[] not null default '{}';
