-- +goose Up

-- A picture that a question asked for is fetched before its message is answered.
alter table inbox
    add column picture  text        not null default '',  -- '' nobody asked; wanted; file:N, ours; away, unread, large: there is none
    add column fetch_at timestamptz,                      -- machine time: not before
    add column fetches  smallint    not null default 0;   -- tries
create index inbox_pictures on inbox (fetch_at) where picture = 'wanted';

-- A paper has a picture, and is looked at by staff of its member's kecamatan.
alter table licences
    add column picture  bigint references files on delete set null,
    add column returned text not null default '';         -- what staff say is wrong with it
create index licences_unseen on licences (at) where by_whom = '' and returned = '';

-- What a member says of a paper that they do not have.
create table paper_answers (
    member_id bigint      not null references members,
    kind      text        not null,
    answer    text        not null check (answer in ('not_yet', 'not_needed', 'later')),
    at        timestamptz not null,
    primary key (member_id, kind)
);
