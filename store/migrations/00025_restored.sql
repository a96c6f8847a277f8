-- +goose Up

-- Which server and database this is. Whoever restores a copy elsewhere finds here
-- what it is a copy of: it says nothing unasked until somebody has looked.
create table origin (
    one       boolean     primary key default true check (one),
    server    text        not null, -- its system identifier
    database  bigint      not null, -- its oid
    frozen_at timestamptz           -- people's time; null: it speaks
);

-- What a messenger calls a file of ours that it has: it need not be brought again.
create table handles (
    file_id bigint      not null references files on delete cascade,
    channel text        not null,
    account text        not null,
    handle  text        not null,
    at      timestamptz not null, -- machine time
    primary key (file_id, channel, account)
);
