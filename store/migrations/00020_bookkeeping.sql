-- +goose Up

-- Whoever reported of late is asked for the next month.
create index omzets_month on omzets (month);

-- The asking for a month, planned member by member in the order of their ids.
create table omzet_rounds (
    month   date        primary key,             -- that is to be reported
    upto    bigint      not null default 0,      -- who is planned, by id
    done_at timestamptz                          -- null: some are not
);

-- Capital that somebody is interested in (P7). An offer is one of
-- templates/programme/offers.csv.
create table interests (
    member_id  bigint      not null references members,
    offer      text        not null,
    state      text        not null check (state in ('interested', 'applied', 'approved', 'refused')),
    of_age     boolean,                          -- 21 or married, as they say; null: not asked
    amount     bigint      check (amount > 0),   -- rupiah, approved
    at         timestamptz not null,             -- they said so first
    changed_at timestamptz not null,
    primary key (member_id, offer)
);
