-- +goose Up

-- A whole city is copied in without the database looking every row's member up:
-- the dates and the log of steps are kept all the same.
alter table stages enable always trigger stage_dates;
alter table stages enable always trigger stage_noted;

-- How the questions of the flows fare, by the month in Jakarta in which they were
-- put. Each connection counts in a row of its own (slot), so that none waits for
-- another.
create table questions (
    flow     text     not null,
    state    text     not null,
    month    date     not null check (extract(day from month) = 1),
    slot     smallint not null,
    asked    integer  not null,                  -- how often somebody came to it
    answered integer  not null,                  -- how often it was answered
    missed   integer  not null,                  -- answers that were not understood
    primary key (flow, state, month, slot)
) with (fillfactor = 50);

-- The weeks, by their Monday, for which a pendamping was sent who is stuck: once,
-- however many programs run.
create table stuck_weeks (
    week     date        not null,
    staff_id bigint      not null references staff,
    at       timestamptz not null,
    primary key (week, staff_id)
);

-- Whom a centre looks after.
create index members_kecamatan on members (kecamatan) where number is not null and merged_into is null;
